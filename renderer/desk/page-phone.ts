import type { Line } from '#shared/contract/phone/phone-messages.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import { browserClock } from '../bridge/browser-clock.ts'
import { connectPhone, type PhoneClient } from '../bridge/phone-client.ts'
import { type PhoneMemory, startPhone } from '../phone/index.ts'

/** What outlives a reload of the tab: the phone takes its call up again from it. */
const tabMemory: PhoneMemory = {
  read: (key) => sessionStorage.getItem(`lianxian.phone.${key}`),
  write: (key, text) => sessionStorage.setItem(`lianxian.phone.${key}`, text),
  remove: (key) => sessionStorage.removeItem(`lianxian.phone.${key}`),
}

/** A phone and the way to end it. */
export interface OpenPhone {
  readonly client: PhoneClient
  readonly close: Disposer
}

/** Starts the phone inside the page, behind the same port a phone in a window of its own would have, and connects its line. */
export function startPagePhone(line: Line, onError: (error: unknown) => void): OpenPhone {
  const channel = new MessageChannel()
  const open = createDisposerList()
  open.add(
    startPhone(channel.port1, {
      clock: browserClock,
      random: Math.random,
      newId: () => crypto.randomUUID(),
      memory: tabMemory,
    }),
  )
  const client = connectPhone(channel.port2, onError)
  open.add(client.close)
  void client.send({ op: 'connect', line })
  return { client, close: open.dispose }
}
