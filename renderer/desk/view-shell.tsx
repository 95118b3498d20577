import { useEffect } from 'react'
import type { Host } from '../bridge/host.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { deskTexts } from './desk.texts.ts'
import type { Desk } from './open-desk.ts'
import { Pages } from './pages.tsx'
import { useRoute } from './use-route.ts'
import styles from './view-shell.module.css'

/** A further window of the seat: one page, for a second monitor or the hall's wall. */
export function ViewShell({ desk, host }: { readonly desk: Desk; readonly host: Host }) {
  const t = useTexts(deskTexts)
  const route = useRoute()
  useEffect(() => {
    document.title = `${t('title')} · ${route.kind === 'page' ? t(`page.${route.page}`) : desk.session.seat}`
  }, [desk, route, t])
  return (
    <div className={styles.view}>
      <Pages desk={desk} route={route} host={host} />
    </div>
  )
}
