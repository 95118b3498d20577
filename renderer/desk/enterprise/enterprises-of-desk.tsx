import type { ReactNode } from 'react'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import { firmRevealers } from '#shared/enterprise/firm-rights.ts'
import { failure, success } from '#shared/kit/result.ts'
import { CallerFirm } from '../../enterprise/caller-firm.tsx'
import { createEnterpriseDesk, type EnterpriseDesk } from '../../enterprise/enterprise-desk.ts'
import { FirmOfCode } from '../../enterprise/firm-of-code.tsx'
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
