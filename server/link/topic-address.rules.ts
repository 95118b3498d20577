import { type TopicName, topics } from '#shared/contract/socket/topics.ts'
import type { TopicRef } from '../ports/topics.ts'
import { topicNamed } from './registry.rules.ts'

/** Topics each seat has its own of: named without an id on the wire, by the seat's number inside. */
const personal: ReadonlySet<TopicName> = new Set([
  'seat',
  'calls',
  'drafts',
  'handovers',
  'notices',
  'phrases',
  'shared-drafts',
  'monitors',
  'directory-favourites',
])
const idShape = /^[0-9A-Za-z_.@:+-]{1,64}$/

/** Reads a topic as a desk of `seat` writes it: `calls`, `draft/ID`, `wall-seats`. @returns null: there is no such topic */
export function topicRef(written: string, seat: string): TopicRef<TopicName> | null {
  const slash = written.indexOf('/')
  const name = topicNamed(slash < 0 ? written : written.slice(0, slash))
  if (name === undefined || topics[name].keyed !== slash >= 0) return null
  if (slash < 0) return { name, id: personal.has(name) ? seat : '' }
  const id = written.slice(slash + 1)
  return idShape.test(id) ? { name, id } : null
}

/** How the desks write it. */
export const writtenTopic = ({ name, id }: TopicRef<TopicName>): string => (topics[name].keyed ? `${name}/${id}` : name)

/** The one name of a topic inside the hub. */
export const topicKey = ({ name, id }: TopicRef<TopicName>): string => `${name}/${id}`
