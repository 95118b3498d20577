import { useState } from 'react'
import { HelpButton } from '../monitor/help-button.tsx'
import type { Desk } from './open-desk.ts'

/** What an agent can do with a call besides the bar's tools. */
export function CallActions({ desk }: { readonly desk: Desk }) {
  const [asked, setAsked] = useState(false)
  const { monitoring } = desk
  if (!monitoring || desk.session.role === 'lead') return null
  const ask = (on: boolean) => {
    setAsked(on)
    monitoring.askHelp(on)
  }
  return <HelpButton asked={asked} onAsk={ask} />
}
