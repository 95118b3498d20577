import { firmReaders } from '#shared/enterprise/firm-rights.ts'
import { callRoles, type Role, roles } from '#shared/seat/seat-state.ts'

/** The pages there are. */
export const pages = ['desk', 'day', 'tickets', 'calls', 'wall', 'enterprises', 'knowledge', 'notices'] as const
export type Page = (typeof pages)[number]

/** Where the address points. `no`: the ticket or the enterprise a page begins with. `sign-in` with a seat signs in at once (sandbox). */
export type Route =
  | { readonly kind: 'page'; readonly page: Page; readonly no?: string }
  | { readonly kind: 'sign-in'; readonly seat: string | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** Reads a fragment such as `#/desk` or `#/sign-in?seat=8001`. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  if (path === '') return { kind: 'none' }
  if (path === 'sign-in') {
    const seat = new URLSearchParams(query).get('seat')
    return { kind: 'sign-in', seat: seat !== null && /^\d{3,6}$/.test(seat) ? seat : null }
  }
  const page = pages.find((name) => name === path)
  if (!page) return { kind: 'unknown' }
  const no = new URLSearchParams(query).get('no')
  return no !== null && /^[0-9A-Z]{16,18}$/.test(no) ? { kind: 'page', page, no } : { kind: 'page', page }
}

/** Who works on tickets after the call. */
const offices = ['dispatcher', 'reviewer', 'revisit', 'supervisor', 'unit'] as const

const access: Readonly<Record<Page, readonly Role[]>> = {
  desk: ['agent', 'expert', 'lead'],
  day: ['agent', 'expert', 'lead', 'revisit'],
  // An administrator keeps the program, not the citizens' matters: the backend gives him none.
  tickets: ['agent', 'lead', ...offices],
  calls: callRoles,
  enterprises: firmReaders,
  wall: ['lead', 'admin'],
  knowledge: ['agent', 'expert', 'lead', 'admin', ...offices],
  notices: roles,
}

/** Whether a role may open a page. The server decides again about everything on it. */
export const mayOpen = (page: Page, role: Role): boolean => access[page].includes(role)

/** The page a role begins on. */
export function homeOf(role: Role): Page {
  if (role === 'lead' || role === 'admin') return 'wall'
  return offices.some((office) => office === role) ? 'tickets' : 'desk'
}
