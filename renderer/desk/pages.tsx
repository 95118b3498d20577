import { useMemo } from 'react'
import type { Host } from '../bridge/host.ts'
import { DayPage } from '../day/day-page.tsx'
import { HandoverSection } from '../handover/handover-section.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { createKnowledgeApi } from '../knowledge/knowledge-api.ts'
import { KnowledgePage } from '../knowledge/knowledge-page.tsx'
import { createSourceLinks } from '../knowledge/source-links.ts'
import { NoticesPage } from '../notice/notices-page.tsx'
import { createCallQueries } from '../telephony/calls/call-queries.ts'
import { CallsPage } from '../telephony/calls/calls-page.tsx'
import { createTicketQueries } from '../ticket/ticket-queries.ts'
import { TicketsPage } from '../ticket/tickets-page.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { diallerBeside, recordingBeside, watchCalls } from './calls-of-desk.tsx'
import { dayOfDesk } from './day-of-desk.ts'
import { deskTexts } from './desk.texts.ts'
import { DeskPage } from './desk-page.tsx'
import { Enterprises, firmOfCode } from './enterprise/enterprises-of-desk.tsx'
import { WallOfDesk } from './monitor/wall-of-desk.tsx'
import type { Desk } from './open-desk.ts'
import styles from './pages.module.css'
import { homeOf, mayOpen, type Page, type Route } from './route.ts'
import { loopOfDesk } from './ticket/loop-of-desk.ts'

/** The pages this version has, in the rail's order. */
export const builtPages: readonly Page[] = [
  'desk',
  'day',
  'tickets',
  'calls',
  'enterprises',
  'wall',
  'knowledge',
  'notices',
]

/** The page of an address, for this seat's role. */
export function Pages({ desk, route, host }: { readonly desk: Desk; readonly route: Route; readonly host: Host }) {
  const t = useTexts(deskTexts)
  const { role } = desk.session
  const known = route.kind === 'page' && builtPages.includes(route.page) ? route.page : null
  const no = route.kind === 'page' ? (route.no ?? null) : null
  if (known !== null && mayOpen(known, role)) return <BuiltPage desk={desk} page={known} no={no} host={host} />
  return (
    <main className={styles.main}>
      <EmptyState
        title={known === null ? t('noSuchPage') : t('notForRole')}
        action={<a href={`#/${homeOf(role)}`}>{t('toDesk')}</a>}
      />
    </main>
  )
}

interface BuiltPageProps {
  readonly desk: Desk
  readonly page: Page
  /** What the page begins with; null: nothing. */
  readonly no: string | null
  readonly host: Host
}

function BuiltPage({ desk, page, no, host }: BuiltPageProps) {
  const links = useMemo(() => createSourceLinks(host), [host])
  const knowledge = useMemo(() => createKnowledgeApi((...request) => fetch(...request), desk.token), [desk])
  const queries = useMemo(
    () => createTicketQueries({ fetch: (...request) => fetch(...request), origin: '', token: desk.token }),
    [desk],
  )
  const besidePhone = useMemo(() => diallerBeside(desk), [desk])
  const showFirm = useMemo(() => firmOfCode(desk), [desk])
  const loop = useMemo(() => loopOfDesk(desk), [desk])
  // The knowledge page brings its own landmark.
  if (page === 'knowledge') return <KnowledgePage api={knowledge} links={links} />
  return (
    <main className={styles.main}>
      {page === 'desk' && <DeskPage desk={desk} />}
      {page === 'day' && <Day desk={desk} />}
      {page === 'tickets' && (
        <TicketsPage
          key={no}
          first={no}
          queries={queries}
          now={Date.now}
          besidePhone={besidePhone}
          showFirm={showFirm}
          desk={loop}
        />
      )}
      {page === 'enterprises' && <Enterprises desk={desk} queries={queries} loop={loop} first={no} />}
      {page === 'calls' && <Calls desk={desk} />}
      {page === 'notices' && <NoticesPage desk={desk.notices} />}
      {page === 'wall' && <WallOfDesk desk={desk} />}
    </main>
  )
}

function Day({ desk }: { readonly desk: Desk }) {
  const day = useMemo(() => dayOfDesk(desk), [desk])
  return <DayPage desk={day} foot={desk.handover && <HandoverSection desk={desk.handover} />} />
}

function Calls({ desk }: { readonly desk: Desk }) {
  const { phone, callbacks, session } = desk
  const queries = useMemo(
    () => createCallQueries({ fetch: (...request) => fetch(...request), token: desk.token }),
    [desk],
  )
  const watch = useMemo(() => watchCalls(desk), [desk])
  const recordings = useMemo(() => recordingBeside(desk), [desk])
  const me = useMemo(() => ({ seat: session.seat, isLead: session.role === 'lead' }), [session])
  return (
    <CallsPage
      queries={queries}
      watch={watch}
      dialler={phone}
      callbacks={callbacks}
      me={me}
      now={Date.now}
      recordingOf={recordings}
    />
  )
}
