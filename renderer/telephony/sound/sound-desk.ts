import type { Leg, PhoneCommand, PhoneRefusal, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CallQuality, LegQuality, SoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { Result } from '#shared/kit/result.ts'
import type { Ringer } from '../ringer.ts'
import { createSoundStore, type SoundStore, type Trial } from './sound.store.ts'

/** Where a seat's choice of devices is kept on this computer. */
export interface SoundKeeper {
  read(): SoundSettings
  keep(settings: SoundSettings): void
}

export interface SoundDeskParts {
  /** The phone's port. */
  readonly client: {
    send(command: PhoneCommand): Promise<Result<null, PhoneRefusal | 'closed'>>
    snapshot(): PhoneSnapshot | null
    onSnapshot(listener: (snapshot: PhoneSnapshot) => void): Disposer
    onQuality(listener: (quality: { readonly legs: readonly LegQuality[] }) => void): Disposer
  }
  readonly keeper: SoundKeeper
  readonly ringer: Pick<Ringer, 'ringOn' | 'test'>
  /** Runs when the page has nothing better to do. */
  readonly whenIdle: (run: () => void) => void
  /** A leg has ended; told once. */
  readonly onEnded: (leg: Leg, quality: CallQuality) => void
}

/** What people do with their devices. */
export interface SoundActs {
  choose(change: Partial<SoundSettings>): void
  open(): void
  close(): void
  /** Plays, rings or records; one at a time. */
  try(trial: Trial): void
  checkPath(): void
}

export interface SoundDesk {
  readonly store: SoundStore
  readonly acts: SoundActs
  readonly close: Disposer
}

const trialOp = { speaker: 'test-speaker', echo: 'test-echo' } as const

/** Tells the phone what was chosen, whichever phone it is; passes on how calls sounded. */
export function openSoundDesk(parts: SoundDeskParts): SoundDesk {
  const { client, keeper, ringer } = parts
  const store = createSoundStore(keeper.read())
  const open = createDisposerList()
  const reported = new Set<string>()
  let telling = false

  const tell = async (snapshot: PhoneSnapshot | null): Promise<void> => {
    const { settings } = store.getState()
    const known = snapshot?.devices
    if (telling || !known || JSON.stringify(known.settings) === JSON.stringify(settings)) return
    telling = true
    const told = await client.send({ op: 'use-sound', settings })
    telling = false
    // Chosen anew meanwhile.
    if (told.ok && store.getState().settings !== settings) void tell(client.snapshot())
  }
  const checkPath = async (): Promise<void> => {
    if (store.getState().path === 'checking') return
    store.setState({ path: 'checking' })
    const found = await client.send({ op: 'check-network' })
    store.setState({ path: found.ok ? 'found' : found.reason === 'closed' ? 'unknown' : 'none' })
  }
  const hear = (snapshot: PhoneSnapshot): void => {
    void tell(snapshot)
    ringer.ringOn(snapshot.devices?.ringer.id ?? '')
    for (const id of reported) if (!snapshot.legs.some((leg) => leg.id === id)) reported.delete(id)
    for (const leg of snapshot.legs) {
      if (leg.state !== 'ended' || !leg.quality || reported.has(leg.id)) continue
      reported.add(leg.id)
      parts.onEnded(leg, leg.quality)
    }
    const { quality, path } = store.getState()
    const up = new Set(snapshot.legs.filter(({ state }) => state === 'established').map(({ id }) => id))
    if (quality.some(({ id }) => !up.has(id))) store.setState({ quality: quality.filter(({ id }) => up.has(id)) })
    if (path === 'unknown' && snapshot.registration.state === 'registered' && up.size === 0)
      parts.whenIdle(() => {
        if (store.getState().path === 'unknown') void checkPath()
      })
  }
  open.add(client.onSnapshot(hear))
  open.add(client.onQuality(({ legs }) => store.setState({ quality: legs })))
  const first = client.snapshot()
  if (first) hear(first)

  const run = async (trial: Trial): Promise<void> => {
    if (store.getState().trial !== null) return
    store.setState({ trial, failed: null })
    const ok = trial === 'ringer' ? await ringer.test() : (await client.send({ op: trialOp[trial] })).ok
    store.setState({ trial: null, failed: ok ? null : trial })
  }
  const watch = (on: boolean): void => void client.send({ op: 'watch-levels', on })
  return {
    store,
    acts: {
      choose(change) {
        const settings = { ...store.getState().settings, ...change }
        store.setState({ settings })
        keeper.keep(settings)
        void tell(client.snapshot())
      },
      open() {
        store.setState({ isOpen: true, failed: null })
        watch(true)
      },
      close() {
        store.setState({ isOpen: false })
        watch(false)
      },
      try: (trial) => void run(trial),
      checkPath: () => void checkPath(),
    },
    close: open.dispose,
  }
}
