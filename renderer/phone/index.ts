import { type FromPhone, toPhoneSchema } from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { PhoneEnvironment } from './environment.ts'
import { Phone } from './phone.ts'

export type { PhoneEnvironment, PhoneMemory } from './environment.ts'
export type { Hid } from './headset/hid-types.ts'

const idOf = (message: unknown): number => {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : undefined
  return typeof id === 'number' && Number.isInteger(id) ? id : -1
}

/** A phone at work, whoever talks to it. */
export interface OpenPhone {
  /**
   * Obeys and informs this port from now on, and none before it: a desk that was loaded again comes with another one. The port speaks
   * `shared/contract/phone/phone-messages.ts` and nothing else; a message that is no command is refused as `bad-command`, with id -1 where it has none.
   */
  attach(port: MessagePort): void
  /** The computer was asleep: its socket is dead even if nobody has noticed yet. */
  wake(): void
  /** Ends the phone: hangs up, signs off and frees the microphone. */
  readonly close: Disposer
}

/** The phone's only door. */
export function openPhone(environment: PhoneEnvironment): OpenPhone {
  const phone = new Phone(environment)
  let current: MessagePort | undefined
  const obey = async (port: MessagePort, data: unknown): Promise<void> => {
    const post = (message: FromPhone): void => port.postMessage(message)
    const parsed = toPhoneSchema.safeParse(data)
    if (!parsed.success) {
      post({ kind: 'refused', id: idOf(data), reason: 'bad-command', legId: null })
      return
    }
    const { id, command } = parsed.data
    try {
      const refused = await phone.run(command)
      phone.flush()
      post(refused ? { kind: 'refused', id, ...refused } : { kind: 'done', id })
    } catch (error) {
      // A bug, or a browser that has no socket to give: it is told, and who asked does not wait for ever.
      post({ kind: 'refused', id, reason: 'failed', legId: null })
      reportError(error)
    }
  }
  const leave = (): void => {
    if (!current) return
    current.onmessage = null
    current.close()
    current = undefined
  }
  return {
    attach(port) {
      leave()
      current = port
      port.onmessage = (event) => void obey(port, event.data)
      phone.inform((message) => port.postMessage(message))
      port.start()
    },
    wake: () => phone.wake(),
    close() {
      if (current) current.onmessage = null
      void phone.close()
    },
  }
}

/** A phone behind one port for its whole life. @returns ends it */
export function startPhone(port: MessagePort, environment: PhoneEnvironment): Disposer {
  const phone = openPhone(environment)
  phone.attach(port)
  return phone.close
}
