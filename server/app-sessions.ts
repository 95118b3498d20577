import type { Site } from '#shared/contract/rest/sign-in.schema.ts'
import type { Base } from './app-base.ts'
import type { Seats } from './app-seats.ts'
import type { PublicRoute } from './ports/public-route.ts'
import { createPasswordCheck } from './seat/password.ts'
import { tokenKey } from './seat/secrets.ts'
import { createSessionKeeper, type SessionKeeper } from './seat/session-keeper.ts'
import { signInRoutes } from './seat/sign-in.routes.ts'
import { createSignIn } from './seat/sign-in.ts'
import { createTokenKit, type TokenKit } from './seat/token.ts'
import { randomId } from './system-clock.ts'

/** Everything about who is signed in. */
export interface Sessions {
  readonly keeper: SessionKeeper
  readonly tokens: TokenKit
  readonly routes: readonly PublicRoute[]
}

/** Opens sign-in and sessions. */
export async function openSessions(base: Base, seats: Seats): Promise<Sessions> {
  const { options, storage, clock, late } = base
  const tokens = createTokenKit(tokenKey(options.master))
  const keeper = createSessionKeeper({
    storage,
    clock,
    newId: randomId,
    tokens,
    states: seats.states,
    closeDesk: (seat, why) => late.link?.closeSessions(seat, why),
    endRegistration: (seat) => late.edge?.endRegistration(seat),
    master: options.master,
    domain: options.domain,
    line: () => options.line(late.port),
  })
  const passwords = await createPasswordCheck(randomId())
  const signIn = createSignIn({
    storage,
    clock,
    sessions: keeper,
    passwords,
    connected: seats.presence.deskHere,
    cards: options.sandbox !== null,
  })
  const triesPerMinute = options.signInTriesPerMinute
  return {
    keeper,
    tokens,
    routes: signInRoutes({ signIn, sessions: keeper, triesPerMinute, site: () => site(base, seats) }),
  }
}

/** What anybody may know; the seats are named in the sandbox alone. */
function site({ options }: Base, seats: Seats): Site {
  const accounts = options.sandbox === null ? [] : [...seats.accounts.values()].filter(({ disabled }) => !disabled)
  return {
    name: options.siteName,
    sandbox: options.sandbox !== null,
    cards: accounts.map(({ seat, name, role, skills }) => ({
      seat,
      name,
      role,
      skill: skills[0] ?? '',
      connected: seats.presence.deskHere(seat),
    })),
  }
}
