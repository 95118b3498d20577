import type { HostNews } from '#shared/contract/host/host-news.ts'
import { versionStep } from './version.rules.ts'

export type UpdateFailure = Extract<HostNews<'update'>, { state: 'failed' }>['reason']

/** Where we are with an update. `ready` waits for the program to end. */
export type UpdateState =
  | { readonly state: 'none' }
  | { readonly state: 'checking' }
  | { readonly state: 'loading'; readonly version: string; readonly percent: number }
  | { readonly state: 'ready'; readonly version: string }
  | { readonly state: 'failed'; readonly reason: UpdateFailure }

/** What the updater says, and `check`: that it is asked. Versions as the server writes them. */
export type UpdateEvent =
  | { readonly type: 'check' }
  | { readonly type: 'none-found'; readonly version: string }
  | { readonly type: 'found'; readonly version: string }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'loaded'; readonly version: string }
  | { readonly type: 'failed'; readonly reason: UpdateFailure }

const downgrade: UpdateState = { state: 'failed', reason: 'downgrade' }

/** Whether the server's offer may be loaded at all, whatever the updater thinks of it. */
export const isAcceptable = (offered: string, ours: string): boolean => versionStep(offered, ours) === 'newer'

/**
 * What an event makes of the state; the same object where it changes nothing. What is not newer than ours is refused here too.
 * @param ours the version that runs
 */
export function nextUpdate(from: UpdateState, event: UpdateEvent, ours: string): UpdateState {
  // What is loaded stays: a later check can't spoil it, only the installer can.
  if (from.state === 'ready') return event.type === 'failed' ? { state: 'failed', reason: event.reason } : from
  switch (event.type) {
    case 'check':
      return from.state === 'loading' ? from : { state: 'checking' }
    case 'none-found':
      return versionStep(event.version, ours) === 'older' ? downgrade : { state: 'none' }
    case 'found':
      return isAcceptable(event.version, ours) ? { state: 'loading', version: event.version, percent: 0 } : downgrade
    case 'progress':
      return from.state === 'loading' ? { ...from, percent: percentOf(event.percent, from.percent) } : from
    case 'loaded':
      return isAcceptable(event.version, ours) ? { state: 'ready', version: event.version.slice(0, 40) } : downgrade
    case 'failed':
      return from.state === 'none' ? from : { state: 'failed', reason: event.reason }
  }
}

/** Whole per cent; a server that gives no length makes it not a number. */
const percentOf = (percent: number, before: number): number =>
  Number.isFinite(percent) ? Math.min(100, Math.max(0, Math.floor(percent))) : before

/** What the desk is told; that we are only asking is nothing to it. */
export function updateNews(state: UpdateState): HostNews<'update'> {
  if (state.state === 'checking') return { state: 'none' }
  return state.state === 'loading' ? { state: 'loading', percent: state.percent } : state
}
