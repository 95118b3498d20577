import type { PhoneCommand, PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { Result } from '#shared/kit/result.ts'
import { type PhoneStore, setPhoneFault } from './phone.store.ts'
import type { BarAct, BarButton } from './phone-bar.rules.ts'

/** Sends one command; never rejects. */
export type SendPhoneCommand = (command: PhoneCommand) => Promise<Result<null, PhoneRefusal | 'closed'>>

/** What people do with the phone. A refusal lands in the store. */
export interface PhoneActs {
  /** Does what a button of the bar says; one that can't be pressed does nothing. */
  press(button: BarButton): void
  dial(target: string): void
  sendTones(legId: string, tones: string): void
  startSound(): void
}

const commandOf = (act: BarAct, legId: string | null): PhoneCommand | null => {
  if (act === 'mute' || act === 'unmute') return { op: 'mute', on: act === 'mute' }
  if (legId === null) return null
  switch (act) {
    case 'answer':
    case 'reject':
    case 'hold':
    case 'resume':
    case 'hang-up':
      return { op: act, legId }
    default:
      return null
  }
}

/** Makes the acts. */
export function createPhoneActs(store: PhoneStore, send: SendPhoneCommand): PhoneActs {
  const run = (command: PhoneCommand): void => {
    void send(command).then((result) =>
      setPhoneFault(store, result.ok ? null : { op: command.op, reason: result.reason }),
    )
  }
  return {
    press({ act, legId, whyNot }) {
      const command = commandOf(act, legId)
      if (whyNot === null && command) run(command)
    },
    dial: (target) => run({ op: 'dial', target }),
    sendTones: (legId, tones) => run({ op: 'send-tones', legId, tones }),
    startSound: () => run({ op: 'start-sound' }),
  }
}
