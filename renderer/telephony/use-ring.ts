import { useEffect } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { announce } from '../ui/announcer.tsx'
import { legView } from './leg-view.rules.ts'
import type { PhoneStore } from './phone.store.ts'
import type { Ringer } from './ringer.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

const flashMs = 1000

/** A ring is heard, seen (the page's title too, where another window covers it) and said; it never takes the focus. */
export function useRing(store: PhoneStore, ringer: Pick<Ringer, 'start' | 'stop'>): void {
  const t = useTexts(telephonyTexts)
  const offered = usePhone(store, ({ snapshot }) => snapshot?.legs.find(({ state }) => state === 'offered'))
  const id = offered?.id
  /** In a call the phone beeps at the ear instead: a bell in the microphone would be heard by the caller. */
  const inCall = usePhone(store, ({ snapshot }) => snapshot?.legs.some(({ state }) => state === 'established') ?? false)
  const who = offered ? (legView(offered).title ?? t('noNumber')) : ''
  useEffect(() => {
    if (id === undefined || inCall) return
    ringer.start()
    return ringer.stop
  }, [id, inCall, ringer])
  useEffect(() => {
    if (id === undefined) return
    announce(t('ringAnnounce', { who }))
    const title = document.title
    const called = `☎ ${t('ringTitle')} ${who}`
    document.title = called
    const timer = setInterval(() => {
      document.title = document.title === called ? title : called
    }, flashMs)
    return () => {
      clearInterval(timer)
      document.title = title
    }
  }, [id, who, t])
}
