import { useMemo } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { createKnowledgeApi } from '../knowledge/knowledge-api.ts'
import { KnowledgePage } from '../knowledge/knowledge-page.tsx'
import { createTicketQueries } from '../ticket/ticket-queries.ts'
import { TicketsPage } from '../ticket/tickets-page.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { deskTexts } from './desk.texts.ts'
import { DeskPage } from './desk-page.tsx'
import { WallOfDesk } from './monitor/wall-of-desk.tsx'
import type { Desk } from './open-desk.ts'
import styles from './pages.module.css'
import { homeOf, mayOpen, type Page, type Route } from './route.ts'

/** The pages this version has, in the rail's order. */
export const builtPages: readonly Page[] = ['desk', 'tickets', 'wall', 'knowledge']

/** The page of an address, for this seat's role. */
export function Pages({ desk, route }: { readonly desk: Desk; readonly route: Route }) {
  const t = useTexts(deskTexts)
  const { role } = desk.session
  const known = route.kind === 'page' && builtPages.includes(route.page) ? route.page : null
  if (known !== null && mayOpen(known, role)) return <BuiltPage desk={desk} page={known} />
  return (
    <main className={styles.main}>
      <EmptyState
        title={known === null ? t('noSuchPage') : t('notForRole')}
        action={<a href={`#/${homeOf(role)}`}>{t('toDesk')}</a>}
      />
    </main>
  )
}

function BuiltPage({ desk, page }: { readonly desk: Desk; readonly page: Page }) {
  const knowledge = useMemo(() => createKnowledgeApi((...request) => fetch(...request), desk.token), [desk])
  const queries = useMemo(
    () => createTicketQueries({ fetch: (...request) => fetch(...request), origin: '', token: desk.token }),
    [desk],
  )
  // The knowledge page brings its own landmark.
  if (page === 'knowledge') return <KnowledgePage api={knowledge} />
  return (
    <main className={styles.main}>
      {page === 'desk' && <DeskPage desk={desk} />}
      {page === 'tickets' && <TicketsPage queries={queries} now={Date.now} />}
      {page === 'wall' && <WallOfDesk desk={desk} />}
    </main>
  )
}
