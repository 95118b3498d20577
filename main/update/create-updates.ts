import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { HostNews } from '#shared/contract/host/host-news.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createChecks } from './create-checks.ts'
import { keepOpen } from './keep-open.ts'
import { isAcceptable, nextUpdate, type UpdateEvent, type UpdateState, updateNews } from './update-state.rules.ts'
import type { OpenUpdater, UpdateFeed } from './updater-port.ts'

export interface UpdatesPorts {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  /** The version that runs. */
  readonly ours: string
  /** `canUpdate` of this installation. */
  readonly able: boolean
  /** The site's; null: it wants none. */
  readonly feed: () => UpdateFeed | null
  readonly open: OpenUpdater
  readonly tell: (news: HostNews<'update'>) => void
  /** A call is up: does the person want it hung up? */
  readonly ask: () => Promise<boolean>
  /** Before the installer ends the program: windows may close now, journals are written. */
  readonly leaving: () => Promise<void>
}

/** Keeps the program new, and never in the way of a call. */
export interface Updates {
  start(): void
  tellCall(note: Pick<CallNote, 'phase'>): void
  /** The site's settings are others now. */
  siteChanged(): void
  /** For a desk that has just come. */
  news(): HostNews<'update'>
  /** Leaves and installs what was loaded. @returns whether it goes ahead */
  install(): Promise<boolean>
  dispose: Disposer
}

/** Asks soon after `start` and then about every four hours; a check that falls into a call waits for its end. */
export function createUpdates(ports: UpdatesPorts): Updates {
  const { ours } = ports
  let state: UpdateState = { state: 'none' }
  let said = JSON.stringify(updateNews(state))
  let phase: CallNote['phase'] = 'none'
  let installing = false
  let gone = false

  const arm = (): void => updater.now()?.installOnQuit(phase === 'none' && state.state !== 'failed')
  const become = (next: UpdateState): void => {
    state = next
    arm()
    const news = updateNews(state)
    const text = JSON.stringify(news)
    if (text === said) return
    said = text
    ports.tell(news)
  }
  const apply = (event: UpdateEvent): void => {
    if (!gone) become(nextUpdate(state, event, ours))
  }
  const updater = keepOpen(ports.open, { accepts: (version) => isAcceptable(version, ours), tell: apply })
  const isReady = (): boolean => state.state === 'ready'

  const check = async (): Promise<void> => {
    const feed = ports.feed()
    if (feed === null || isReady()) return
    apply({ type: 'check' })
    const opened = await updater.open(feed)
    arm()
    if (opened) await opened.check()
    else apply({ type: 'failed', reason: 'other' })
  }
  const checks = createChecks({ clock: ports.clock, random: ports.random, able: ports.able, check })

  return {
    start: checks.soon,
    news: () => updateNews(state),
    tellCall(note) {
      phase = note.phase
      arm()
      checks.inCall(phase !== 'none')
    },
    siteChanged() {
      if (isReady() || updater.isFor(ports.feed())) return
      updater.close()
      become({ state: 'none' })
      checks.soon()
    },
    async install() {
      if (!isReady() || installing) return false
      installing = true
      try {
        if (phase !== 'none' && !(await ports.ask())) return false
        const opened = updater.now()
        if (!isReady() || gone || !opened) return false
        await ports.leaving()
        opened.install()
        return true
      } finally {
        installing = false
      }
    },
    dispose() {
      gone = true
      checks.dispose()
      updater.close()
    },
  }
}
