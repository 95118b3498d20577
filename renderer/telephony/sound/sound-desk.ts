import type { Leg, PhoneCommand, PhoneRefusal, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CallQuality, LegQuality, SoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { Result } from '#shared/kit/result.ts'
import type { Ringer } from '../ringer.ts'
import { createSettingsTeller } from './settings-teller.ts'
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

/** Tells the phone what was chosen, whichever phone it is; passes on how calls sounded. */
export function openSoundDesk(parts: SoundDeskParts): SoundDesk {
  const { client, keeper } = parts
  const store = createSoundStore(keeper.read())
  const open = createDisposerList()
  const tell = createSettingsTeller({ ...client, settings: () => store.getState().settings })
  const checkPath = createPathCheck(store, client.send)
  const passOn = createEndedLegs(parts.onEnded)
  const hear = (snapshot: PhoneSnapshot): void => {
    tell()
    parts.ringer.ringOn(snapshot.devices?.ringer.id ?? '')
    passOn(snapshot.legs)
    const { quality, path } = store.getState()
    const up = new Set(snapshot.legs.filter(({ state }) => state === 'established').map(({ id }) => id))
    if (quality.some(({ id }) => !up.has(id))) store.setState({ quality: quality.filter(({ id }) => up.has(id)) })
    if (path === 'unknown' && snapshot.registration.state === 'registered' && up.size === 0)
      parts.whenIdle(() => {
        if (store.getState().path === 'unknown') checkPath()
      })
  }
  open.add(client.onSnapshot(hear))
  open.add(client.onQuality(({ legs }) => store.setState({ quality: legs })))
  const first = client.snapshot()
  if (first) hear(first)
  const show = (isOpen: boolean): void => {
    store.setState({ isOpen, failed: null })
    void client.send({ op: 'watch-levels', on: isOpen })
  }
  return {
    store,
    acts: {
      choose(change) {
        const settings = { ...store.getState().settings, ...change }
        store.setState({ settings })
        keeper.keep(settings)
        tell()
      },
      open: () => show(true),
      close: () => show(false),
      try: createTrials(store, parts),
      checkPath,
    },
    close: open.dispose,
  }
}

/** Asks the phone whether sound finds a way; one question at a time. */
function createPathCheck(store: SoundStore, send: SoundDeskParts['client']['send']): () => void {
  const check = async (): Promise<void> => {
    if (store.getState().path === 'checking') return
    store.setState({ path: 'checking' })
    const found = await send({ op: 'check-network' })
    store.setState({ path: found.ok ? 'found' : found.reason === 'closed' ? 'unknown' : 'none' })
  }
  return () => void check()
}

/** Tells of each ended leg once: it is in every snapshot of the next seconds. */
function createEndedLegs(onEnded: SoundDeskParts['onEnded']): (legs: readonly Leg[]) => void {
  let told = new Set<string>()
  return (legs) => {
    const before = told
    told = new Set(legs.filter(({ state, quality }) => state === 'ended' && quality).map(({ id }) => id))
    for (const leg of legs) if (leg.quality && told.has(leg.id) && !before.has(leg.id)) onEnded(leg, leg.quality)
  }
}

const trialOp = { speaker: 'test-speaker', echo: 'test-echo' } as const

function createTrials(store: SoundStore, { client, ringer }: SoundDeskParts): (trial: Trial) => void {
  const run = async (trial: Trial): Promise<void> => {
    if (store.getState().trial !== null) return
    store.setState({ trial, failed: null })
    const ok = trial === 'ringer' ? await ringer.test() : (await client.send({ op: trialOp[trial] })).ok
    store.setState({ trial: null, failed: ok ? null : trial })
  }
  return (trial) => void run(trial)
}
