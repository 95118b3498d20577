import type { Disposer } from '#shared/kit/disposable.ts'
import type { OpenUpdater, UpdateFeed, Updater, UpdaterParts } from './updater-port.ts'

/** The one updater of the program, for the feed of now. */
export interface KeptUpdater {
  /** Opens it at the first call. null: it can't be had now. */
  open(feed: UpdateFeed): Promise<Updater | null>
  now(): Updater | null
  /** Whether this is the feed it was last opened for; null: never opened or closed. */
  isFor(feed: UpdateFeed | null): boolean
  close: Disposer
}

interface Opening {
  readonly key: string
  updater: Updater | null
  readonly opened: Promise<Updater | null>
}

const keyOf = (feed: UpdateFeed | null): string | null =>
  feed === null ? null : JSON.stringify([feed.url, feed.channel])

/** What an updater says that was closed meanwhile goes nowhere. */
export function keepOpen(open: OpenUpdater, parts: Omit<UpdaterParts, 'feed'>): KeptUpdater {
  let current: Opening | null = null
  const close = (): void => {
    current?.updater?.dispose()
    current = null
  }
  const begin = (feed: UpdateFeed): Opening => {
    const tell: UpdaterParts['tell'] = (event) => {
      if (current === opening) parts.tell(event)
    }
    const opening: Opening = {
      key: keyOf(feed) ?? '',
      updater: null,
      opened: open({ ...parts, feed, tell }).then(
        (updater) => {
          if (current !== opening) {
            updater.dispose()
            return null
          }
          opening.updater = updater
          return updater
        },
        () => {
          if (current === opening) current = null
          return null
        },
      ),
    }
    return opening
  }
  return {
    now: () => current?.updater ?? null,
    isFor: (feed) => (current?.key ?? null) === keyOf(feed),
    close,
    open(feed) {
      if (current?.key !== keyOf(feed)) close()
      current ??= begin(feed)
      return current.opened
    },
  }
}
