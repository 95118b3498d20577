import { type FromPhone, toPhoneSchema } from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { PhoneEnvironment } from './environment.ts'
import { Phone } from './phone.ts'

export type { PhoneEnvironment, PhoneMemory } from './environment.ts'

const idOf = (message: unknown): number => {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : undefined
  return typeof id === 'number' && Number.isInteger(id) ? id : -1
}

/**
 * The phone's only door: starts it behind one port, which speaks `shared/contract/phone/phone-messages.ts` and nothing else.
 * A message that is no command is refused as `bad-command`, with id -1 where it has none.
 * @returns ends the phone: hangs up, signs off and frees the microphone
 */
export function startPhone(port: MessagePort, environment: PhoneEnvironment): Disposer {
  const post = (message: FromPhone): void => port.postMessage(message)
  const phone = new Phone(environment, post)
  const obey = async (data: unknown): Promise<void> => {
    const parsed = toPhoneSchema.safeParse(data)
    if (!parsed.success) {
      post({ kind: 'refused', id: idOf(data), reason: 'bad-command', legId: null })
      return
    }
    const { id, command } = parsed.data
    const refused = await phone.run(command)
    phone.flush()
    post(refused ? { kind: 'refused', id, ...refused } : { kind: 'done', id })
  }
  port.onmessage = (event) => void obey(event.data)
  port.start()
  return () => {
    port.onmessage = null
    void phone.close()
  }
}
