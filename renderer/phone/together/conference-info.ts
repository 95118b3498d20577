import type { ConferenceDocument, ToldUser } from '#shared/telephony/roster.rules.ts'

const namespace = 'urn:ietf:params:xml:ns:conference-info'
/** Characters of a document, and users in it: more than a hotline's conference can have is no document of ours. */
const longest = 65_536
const mostUsers = 64
const states = ['full', 'partial', 'deleted'] as const
/** RFC 4575 5.7.2: an endpoint in any other state is not in the talk. */
const present = new Set(['connected', 'on-hold', 'muted-via-focus'])

type State = (typeof states)[number]

const childrenOf = (element: Element, name: string): Element[] =>
  [...element.children].filter(({ localName, namespaceURI }) => localName === name && namespaceURI === namespace)

const textOf = (element: Element, name: string): string | null =>
  childrenOf(element, name)[0]?.textContent?.trim() ?? null

/** `full` where nothing is said (RFC 4575 5.1); undefined: a word of no meaning. */
const stateOf = (element: Element): State | undefined => {
  const said = element.getAttribute('state') ?? 'full'
  return states.find((state) => state === said)
}

/** A SIP address without parameters, as legs are known by; null: none. */
const addressIn = (text: string | null): string | null =>
  /^(sips?:[^\s<>"@;?]{1,80}@[\w.:[\]-]{1,120})(?:[;?]|$)/.exec(text ?? '')?.[1] ?? null

/** Sound is taken from a user unless each of its media says otherwise. */
const isMuted = (endpoints: readonly Element[]): boolean => {
  if (endpoints.some((endpoint) => textOf(endpoint, 'status') === 'muted-via-focus')) return true
  const directions = endpoints.flatMap((endpoint) =>
    childrenOf(endpoint, 'media').map((media) => textOf(media, 'status') ?? 'sendrecv'),
  )
  return directions.length > 0 && directions.every((status) => status === 'recvonly' || status === 'inactive')
}

const userOf = (element: Element): ToldUser | null => {
  const entity = addressIn(element.getAttribute('entity'))
  const state = stateOf(element)
  if (entity === null || state === undefined) return null
  const endpoints = childrenOf(element, 'endpoint')
  // A user told anew without an endpoint has none; one told in part has those it had.
  const known = state === 'full' || endpoints.length > 0
  return {
    entity,
    state,
    name:
      textOf(element, 'display-text')
        ?.replace(/\p{Cc}/gu, '')
        .slice(0, 120) ?? null,
    connected: known ? endpoints.some((endpoint) => present.has(textOf(endpoint, 'status') ?? '')) : null,
    muted: known ? isMuted(endpoints) : null,
  }
}

/**
 * Reads a document of the conference package (application/conference-info+xml, RFC 4575 5). Strict: null for whatever is not one, for one with a
 * document type (entities are a weapon, and no focus needs them) and for one beyond any size we serve.
 */
export function readConferenceInfo(text: string): ConferenceDocument | null {
  if (text.length > longest || /<!(?!--)/.test(text)) return null
  const parsed = new DOMParser().parseFromString(text, 'application/xml')
  const { documentElement: root } = parsed
  // Chromium puts its complaint inside of what it could read.
  if (parsed.getElementsByTagName('parsererror').length > 0) return null
  if (root?.localName !== 'conference-info' || root.namespaceURI !== namespace) return null
  const entity = addressIn(root.getAttribute('entity'))
  const state = stateOf(root)
  const version = root.getAttribute('version') ?? ''
  if (entity === null || state === undefined || !/^\d{1,10}$/.test(version)) return null
  const users = childrenOf(root, 'users').flatMap((list) => childrenOf(list, 'user').map(userOf))
  const read = users.filter((user) => user !== null)
  if (read.length !== users.length || read.length > mostUsers) return null
  return { entity, version: Number(version), state, users: read }
}
