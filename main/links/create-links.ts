import { type DeepLink, type DeepLinkRefusal, deepLink } from './deep-link.rules.ts'
import { linkInLine } from './start-line.rules.ts'

export interface LinksPorts {
  /** The desk is there and takes it. */
  readonly tell: (link: DeepLink) => void
  /** A link was taken, so the window should be seen: at once, also while the desk is not ready. */
  readonly show: () => void
  /** Without the link: it is another program's text and may hold a number. */
  readonly refused: (reason: DeepLinkRefusal) => void
}

/** Links of other programs. None is ever dialled by itself: the desk asks. */
export interface Links {
  /** macOS gives it so (`open-url`). */
  follow(text: string): void
  /** Of our own start, and of a second one's. */
  followLine(line: unknown): void
  /** Whether the desk takes links now: it is signed in and shown; false as soon as its page goes. */
  ready(on: boolean): void
}

/** So many wait for the desk, the newest: nobody can say yes to more. */
const mostWaiting = 5

/** Until the desk is ready links wait, in their order. */
export function createLinks({ tell, show, refused }: LinksPorts): Links {
  let open = false
  let waiting: readonly DeepLink[] = []
  const follow = (text: string): void => {
    const link = deepLink(text)
    if (!link.ok) {
      refused(link.reason)
      return
    }
    if (open) tell(link.value)
    else waiting = [...waiting, link.value].slice(-mostWaiting)
    show()
  }
  return {
    follow,
    followLine(line) {
      const link = linkInLine(line)
      if (link !== null) follow(link)
    },
    ready(on) {
      open = on
      if (!on) return
      const links = waiting
      waiting = []
      for (const link of links) tell(link)
    },
  }
}
