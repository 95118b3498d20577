import type { PhoneCommand, PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { Result } from '#shared/kit/result.ts'
import type { Candidate, ReachPurpose } from '#shared/telephony/reach.machine.ts'
import type { BarButton } from './bar-button.rules.ts'
import { dialTarget } from './dial.rules.ts'
import { keepDialled, type PhoneStore, setAsksHangUp, setPhoneFault } from './phone.store.ts'

/** Sends one command; never rejects. */
export type SendPhoneCommand = (command: PhoneCommand) => Promise<Result<null, PhoneRefusal | 'closed'>>

/** What people do with the phone. A refusal lands in the store. */
export interface PhoneActs {
  /** Does what a button of the bar says; one that can't be pressed does nothing. */
  press(button: BarButton): void
  run(command: PhoneCommand): void
  /** Rings a number, in whatever form it is written, or a seat. */
  dial(target: string): void
  /** Rings these, one after the other, for a consult, a conference or a transfer. */
  reach(purpose: ReachPurpose, targets: readonly Candidate[]): void
  sendTones(legId: string, tones: string): void
  startSound(): void
}

export interface PhoneActsParts {
  readonly store: PhoneStore
  readonly send: SendPhoneCommand
  /** Asks the person whom to call, for that purpose. */
  readonly openDirectory: (purpose: ReachPurpose) => void
}

/** Makes the acts. */
export function createPhoneActs({ store, send, openDirectory }: PhoneActsParts): PhoneActs {
  const run = (command: PhoneCommand): void => {
    void send(command).then((result) =>
      setPhoneFault(store, result.ok ? null : { op: command.op, reason: result.reason }),
    )
  }
  return {
    press({ deed }) {
      if (deed?.kind === 'phone') for (const command of deed.commands) run(command)
      if (deed?.kind === 'directory') openDirectory(deed.purpose)
      if (deed?.kind === 'ask-hang-up') setAsksHangUp(store, true)
    },
    run,
    dial(target) {
      const number = dialTarget(target) ?? target
      keepDialled(store, number)
      run({ op: 'dial', target: number })
    },
    reach: (purpose, targets) => run({ op: 'reach', purpose, targets: [...targets] }),
    sendTones: (legId, tones) => run({ op: 'send-tones', legId, tones }),
    startSound: () => run({ op: 'start-sound' }),
  }
}
