import { surveyUser } from '#shared/survey/survey-user.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { SurveyIcon } from '../ui/icons/call.tsx'
import { lonePartyLeg, whyNotSent } from './lone-party.rules.ts'
import type { PhoneStore } from './phone.store.ts'
import type { PhoneActs } from './phone-acts.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

/** Sends the one party of the call to the survey; the seat is free when it is there. */
export function SurveyButton({ store, acts }: { readonly store: PhoneStore; readonly acts: PhoneActs }) {
  const t = useTexts(telephonyTexts)
  const whyNot = usePhone(store, ({ snapshot }) => whyNotSent(snapshot))
  const legId = usePhone(store, ({ snapshot }) => lonePartyLeg(snapshot))
  return (
    <Button
      label={t('survey')}
      icon={<SurveyIcon />}
      size="small"
      disabledReason={whyNot === null ? undefined : t(`whyNot.${whyNot}`)}
      onPress={() => legId !== undefined && acts.run({ op: 'hand-over', legId, target: surveyUser })}
    />
  )
}
