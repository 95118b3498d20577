import type { MessageChannelMain, WebContents } from 'electron'
import { phonePortChannel } from '#shared/contract/host/host-names.ts'

/** A page that takes one end of the phone's port. */
export type PortTaker = Pick<WebContents, 'postMessage' | 'isDestroyed'>

export interface PhonePorts {
  /** The page has loaded, for the first time or again. */
  loaded(side: 'desk' | 'phone', page: PortTaker): void
  /** The page is gone, or goes to load again. */
  gone(side: 'desk' | 'phone'): void
}

/** Gives desk and phone a fresh pair of ports at every load of either; the old pair ends. Main itself never reads what passes. */
export function createPhonePorts(newChannel: () => MessageChannelMain): PhonePorts {
  const pages: Partial<Record<'desk' | 'phone', PortTaker>> = {}
  const join = (): void => {
    const { desk, phone } = pages
    if (!desk || !phone || desk.isDestroyed() || phone.isDestroyed()) return
    const { port1, port2 } = newChannel()
    phone.postMessage(phonePortChannel, null, [port1])
    desk.postMessage(phonePortChannel, null, [port2])
  }
  return {
    loaded(side, page) {
      pages[side] = page
      join()
    },
    gone(side) {
      delete pages[side]
    },
  }
}
