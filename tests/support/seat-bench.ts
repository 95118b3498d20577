import { addAccounts, type NewAccount } from '#server/seat/accounts.repository.ts'
import { createPasswordCheck, hashPassword } from '#server/seat/password.ts'
import { createPresence, type Presence } from '#server/seat/presence.ts'
import { openSeatStates, type SeatStates } from '#server/seat/seat-states.ts'
import { tokenKey } from '#server/seat/secrets.ts'
import { createSessionKeeper } from '#server/seat/session-keeper.ts'
import { createSignIn } from '#server/seat/sign-in.ts'
import { addStandings } from '#server/seat/standings.repository.ts'
import { createTokenKit } from '#server/seat/token.ts'
import type { Storage } from '#server/storage/query.ts'
import type { SignInRequest } from '#shared/contract/rest/sign-in.schema.ts'
import { usualSeatTimes } from '#shared/seat/seat.machine.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

export const password = 'a long enough secret'
const master = new Uint8Array(32).fill(3)

/** The seat domain on a real database, with fakes at its ports. */
export async function openSeatBench(storage: Storage, clock: FakeClock = createFakeClock()) {
  const passwordHash = await hashPassword(password)
  const account = (seat: string, role: NewAccount['role']) => ({
    seat,
    name: `Seat ${seat}`,
    role,
    skills: ['综合'],
    passwordHash,
  })
  const accounts = [account('8001', 'agent'), account('8002', 'agent'), account('1001', 'admin')]
  await storage.transaction(({ tx }) => addAccounts(tx, accounts))
  await storage.transaction(({ tx }) =>
    addStandings(
      tx,
      accounts.map(({ seat }) => seat),
      clock.now(),
    ),
  )
  const closed: { seat: string; why: string }[] = []
  const ended: string[] = []
  const faults: unknown[] = []
  let ids = 0
  const states: SeatStates = await openSeatStates({
    storage,
    clock,
    times: usualSeatTimes,
    onError: (fault) => faults.push(fault),
  })
  const presence: Presence = createPresence({
    states,
    clock,
    away: { desk: 10_000, phone: 8000 },
    barePhones: true,
    onError: (fault) => faults.push(fault),
  })
  const tokens = createTokenKit(tokenKey(master))
  const sessions = createSessionKeeper({
    storage,
    clock,
    newId() {
      ids += 1
      return `session-${ids}`
    },
    tokens,
    states,
    closeDesk: (seat, why) => void closed.push({ seat, why }),
    endRegistration: (seat) => void ended.push(seat),
    master,
    domain: 'hall.example',
    line: () => ({ edges: ['wss://edge.example/sip'], iceServers: [] }),
  })
  const connected = presence.deskHere
  const passwords = await createPasswordCheck('nobody')
  const signIn = createSignIn({ storage, clock, sessions, passwords, connected, cards: false })
  return {
    clock,
    states,
    presence,
    sessions,
    tokens,
    closed,
    ended,
    faults,
    signIn: (more: Partial<SignInRequest> = {}) => signIn({ seat: '8001', password, takeOver: false, ...more }),
    /** Runs an event in a transaction of its own and gives the new state. */
    async happen(seat: string, event: Parameters<SeatStates['apply']>[2]) {
      return (await storage.transaction((work) => states.apply(work, seat, event)))?.state ?? null
    },
    async advance(ms: number) {
      clock.advance(ms)
      await states.settled()
    },
    close() {
      presence.close()
      states.close()
    },
  }
}
export type SeatBench = Awaited<ReturnType<typeof openSeatBench>>
