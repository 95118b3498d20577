import { useState } from 'react'
import { HelpButton } from '../monitor/help-button.tsx'
import { CallScripts } from '../telephony/call-script/call-scripts.tsx'
import { EmergencyButton } from '../telephony/emergency-button.tsx'
import { SurveyButton } from '../telephony/survey-button.tsx'
import { emergencyFacts } from './emergency-facts.ts'
import type { Desk } from './open-desk.ts'

/** What an agent can do with a call besides the bar's tools. */
export function CallActions({ desk }: { readonly desk: Desk }) {
  const [asked, setAsked] = useState(false)
  const { monitoring, phone, tickets } = desk
  if (!monitoring || !phone) return null
  const ask = (on: boolean) => {
    setAsked(on)
    monitoring.askHelp(on)
  }
  return (
    <>
      <EmergencyButton store={phone.store} acts={phone.acts} facts={() => emergencyFacts(desk)} />
      <SurveyButton store={phone.store} acts={phone.acts} />
      {desk.session.role !== 'lead' && <HelpButton asked={asked} onAsk={ask} />}
      <CallScripts store={phone.store} acts={phone.acts} onAbuse={() => tickets?.markHarassment()} />
    </>
  )
}
