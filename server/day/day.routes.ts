import type { DayFigures } from '#shared/contract/rest/day.schema.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import { callRoles } from '#shared/seat/seat-state.ts'
import type { Route, RouteAnswer, RouteRequest } from '../ports/routes.ts'
import type { Db } from '../storage/query.ts'
import { callsOfSeat, handedInOf, pressingOf, sentBackTo } from './day.repository.ts'
import { dayCalls } from './day-calls.rules.ts'

const writers: readonly string[] = ['agent', 'lead']

async function ticketsOf(db: Db, seat: string, at: number): Promise<NonNullable<DayFigures['tickets']>> {
  const handedIn = await handedInOf(db, seat, hallDay(at))
  return {
    handedIn: [...handedIn.values()].reduce((sum, count) => sum + count, 0),
    answered: handedIn.get('answered') ?? 0,
    dispatched: handedIn.get('dispatch') ?? 0,
    sentBack: await sentBackTo(db, seat),
    pressing: await pressingOf(db, seat, at),
  }
}

/** GET /api/day: the reader's own day and nobody else's; shape in shared/contract/rest/day.schema.ts. */
export function createDayRoutes(db: Db): readonly Route[] {
  const handle = async ({ reader, at }: RouteRequest): Promise<RouteAnswer> => {
    const day = hallDay(at)
    const { seat, role } = reader
    const calls = dayCalls(await callsOfSeat(db, seat, day), { seat, day, now: at })
    const tickets = writers.includes(role) ? await ticketsOf(db, seat, at) : null
    const body: DayFigures = { day: day.day, serverNow: at, calls, tickets }
    return { status: 200, body }
  }
  return [{ method: 'GET', path: '/api/day', roles: callRoles, handle }]
}
