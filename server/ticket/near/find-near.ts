import { normaliseNumber } from '#shared/kit/phone-number.ts'
import {
  type Demand,
  judgeNear,
  matterGroup,
  type NearFound,
  nearLimits,
  samePlace,
} from '#shared/ticket/near/near.rules.ts'
import type { Db, Tx } from '../../storage/query.ts'
import { caseOf } from '../loop.repository.ts'
import type { PersonVault } from '../person-vault.ts'
import type { LoopedRow, TicketRow } from '../ticket.repository.ts'
import { flag, nearTickets } from './near.repository.ts'

/** What was found, with the rows it was found in. */
export interface NearRows {
  readonly found: NearFound
  readonly rows: ReadonlyMap<string, LoopedRow>
  /** Tickets of the same place and group of matters of the last day. */
  readonly ofGroup: readonly string[]
}

/** The demand of a draft or a ticket; its number as the vault's hash. */
export const demandOf = (input: Omit<Demand, 'phone'> & { readonly phone: string }, vault: PersonVault): Demand => {
  const number = normaliseNumber(input.phone)
  const { matter, place, address, title, content } = input
  return { matter, place, address, title, content, phone: number === null ? '' : vault.phoneHash(number) }
}

/** Looks for tickets about the same as a demand, and judges them. @param but a ticket that is not looked at: itself */
export async function findNear(
  db: Db,
  { demand, at, but }: { readonly demand: Demand; readonly at: number; readonly but?: string },
  vault: PersonVault,
): Promise<NearRows> {
  const street = /^\d{9}/.test(demand.place) ? demand.place.slice(0, 9) : ''
  const all = await nearTickets(db, {
    phoneHash: demand.phone,
    street,
    group: matterGroup(demand.matter),
    phoneSince: at - nearLimits.sameNumber,
    since: at - nearLimits.similarWithin,
  })
  const rows = new Map(all.filter((row) => row.ticket_no !== but).map((row) => [row.ticket_no, row]))
  const tickets = [...rows.values()].map((row) => ({
    ticketNo: row.ticket_no,
    status: row.status,
    at: row.submitted_at,
    closedAt: caseOf(row).closedAt,
    matter: row.matter,
    place: row.place,
    address: vault.open(row.address),
    phone: row.phone_hash,
    title: row.title,
    content: row.content,
  }))
  const ofGroup = tickets
    .filter(
      (one) =>
        matterGroup(one.matter) === matterGroup(demand.matter) &&
        samePlace(one, demand) &&
        at - one.at <= nearLimits.groupWithin,
    )
    .map(({ ticketNo }) => ticketNo)
  return { found: judgeNear(demand, tickets, at), rows, ofGroup }
}

/** Flags a ticket that was just stored, and with it the others of its group. */
export async function flagNear(tx: Tx, row: TicketRow, vault: PersonVault): Promise<void> {
  const { ticket_no: ticketNo, submitted_at: at, matter, place, title, content } = row
  const demand = { matter, place, title, content, address: vault.open(row.address), phone: row.phone_hash }
  const { found, ofGroup } = await findNear(tx, { demand, at, but: ticketNo }, vault)
  const again = found.repeats.some((one) => matterGroup(one.matter) === matterGroup(matter)) || found.similar.length > 0
  if (again) await flag(tx, [ticketNo], { flag: 'repeat', at })
  if (found.group !== null) await flag(tx, [ticketNo, ...ofGroup], { flag: 'group', at })
  if (found.falselyClosed) await flag(tx, [ticketNo, found.falselyClosed.ticketNo], { flag: 'false-closure', at })
}
