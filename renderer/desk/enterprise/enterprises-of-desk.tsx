import { type ReactNode, useMemo } from 'react'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import { firmImporters, firmRevealers } from '#shared/enterprise/firm-rights.ts'
import { failure, success } from '#shared/kit/result.ts'
import { CallerFirm } from '../../enterprise/caller-firm.tsx'
import { createEnterpriseDesk, type EnterpriseDesk } from '../../enterprise/enterprise-desk.ts'
import { EnterprisesPage } from '../../enterprise/enterprises-page.tsx'
import { FirmOfCode } from '../../enterprise/firm-of-code.tsx'
import { FirmTickets } from '../../ticket/firm/firm-tickets.tsx'
import type { LoopDesk } from '../../ticket/loop/loop-desk.ts'
import type { TicketQueries } from '../../ticket/ticket-queries.ts'
import { diallerBeside } from '../calls-of-desk.tsx'
import type { Desk } from '../open-desk.ts'

/** The register as this seat may ask it. */
function enterprisesOf({ link, session, token }: Pick<Desk, 'link' | 'session' | 'token'>): EnterpriseDesk {
  const reveal: EnterpriseDesk['reveal'] = async (code, reason) => {
    const outcome = await link.command('enterprise.reveal', { code, reason })
    if (!outcome.ok) return failure(outcome.reason)
    // An answer that was lost tells nothing: it is asked for again.
    return outcome.result ? success(outcome.result) : failure('expired')
  }
  return createEnterpriseDesk({
    fetch: (...request) => fetch(...request),
    token,
    ...(firmRevealers.some((role) => role === session.role) && { reveal }),
    ...(firmImporters.some((role) => role === session.role) && {
      sendFile: (file) => link.command('enterprise.import', file),
      remove: (code, reason) => link.command('enterprise.remove', { code, reason }),
    }),
  })
}

/** The enterprise beside its caller, and the way into the ticket where this seat writes one. */
export const firmOfCaller =
  ({ tickets }: Pick<Desk, 'tickets'>, sayStatus: (status: string) => string) =>
  ({ firm, queuedAt }: Pick<CallRow, 'firm' | 'queuedAt'>): ReactNode =>
    firm ? (
      <CallerFirm
        key={firm.code}
        firm={firm}
        now={queuedAt}
        sayStatus={sayStatus}
        fill={tickets?.own ? tickets.fillFirm : undefined}
      />
    ) : null

/** The card of the enterprise a ticket names. */
export function firmOfCode(desk: Pick<Desk, 'link' | 'session' | 'token' | 'phone'>): (code: string) => ReactNode {
  const register = enterprisesOf(desk)
  const beside = diallerBeside(desk)
  return (code) => <FirmOfCode code={code} desk={register} beside={beside} />
}

interface EnterprisesProps {
  readonly desk: Desk
  readonly queries: TicketQueries
  readonly loop: LoopDesk
  /** The enterprise the address names; null: none. */
  readonly first: string | null
}

/** `#/enterprises` of this seat. */
export function Enterprises({ desk, queries, loop, first }: EnterprisesProps) {
  const register = useMemo(() => enterprisesOf(desk), [desk])
  const beside = useMemo(() => diallerBeside(desk), [desk])
  return (
    <EnterprisesPage
      key={first}
      desk={register}
      first={first}
      beside={beside}
      tickets={(code) => <FirmTickets key={code} code={code} queries={queries} desk={loop} now={Date.now} />}
    />
  )
}
