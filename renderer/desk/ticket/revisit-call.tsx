import { useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { whyNoCall } from '../../telephony/dial.rules.ts'
import type { Dialler } from '../../telephony/dial-button.tsx'
import { telephonyTexts } from '../../telephony/telephony.texts.ts'
import { usePhone } from '../../telephony/use-telephony.ts'
import { loopTexts } from '../../ticket/loop/loop.texts.ts'
import { refusalKey } from '../../ticket/loop/refusal-text.ts'
import { Button } from '../../ui/button.tsx'
import { HandsetIcon } from '../../ui/icons/phone.tsx'
import type { Desk } from '../open-desk.ts'

interface RevisitCallProps {
  readonly link: Pick<Desk['link'], 'command'>
  readonly phone: Dialler
  readonly ticketNo: string
}

/** Rings the citizen of a revisit. The number comes from the server at the press, and goes into the phone alone. */
export function RevisitCall({ link, phone, ticketNo }: RevisitCallProps) {
  const t = useTexts(loopTexts)
  const p = useTexts(telephonyTexts)
  const [refused, setRefused] = useState<Parameters<typeof t>[0] | null>(null)
  const [asking, setAsking] = useState(false)
  const whyNot = usePhone(phone.store, ({ snapshot }) => whyNoCall(snapshot))
  const call = async () => {
    setAsking(true)
    const outcome = await link.command('ticket.call', { ticketNo })
    setAsking(false)
    setRefused(outcome.ok ? null : refusalKey(outcome))
    if (outcome.ok && outcome.result) phone.acts.dial(outcome.result.number)
  }
  return (
    <div>
      <Button
        label={t('action.call-citizen')}
        icon={<HandsetIcon />}
        disabledReason={whyNot === null ? (asking ? t('sending') : undefined) : p(`click.${whyNot}`)}
        onPress={() => void call()}
      />
      <p role="status">{refused === null ? '' : t(refused)}</p>
    </div>
  )
}
