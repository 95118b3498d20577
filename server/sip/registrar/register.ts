import type { SipAnswer, SipHeader, SipRequest } from '../../ports/sip.ts'
import { type Address, parseAddress } from '../message/address.ts'
import { headerLine, headerList } from '../message/headers.ts'
import type { Essentials } from '../message/read.ts'
import { answer } from '../message/respond.ts'
import { parseSipUri } from '../message/uri.ts'
import type { Flow } from '../transport/flow.ts'
import type { Binding, Bindings } from './bindings.ts'

/** Seconds. Below `least` a registration is refused with 423, above `most` it is cut. */
export interface Expiry {
  readonly least: number
  readonly most: number
  readonly usual: number
}

/** Contacts of one user at one time. */
const mostContacts = 10

interface Wanted {
  readonly uri: string
  readonly instance: string | null
  readonly seconds: number
}

/** What a REGISTER of a user who has proved itself asks for, or the refusal (RFC 3261 10.3, steps 6 and 7). */
function readContacts(request: SipRequest, expiry: Expiry): { wanted: Wanted[]; all: boolean } | SipAnswer {
  const values = headerList(request, 'contact') ?? []
  const general = headerLine(request, 'expires')
  if (values.includes('*')) {
    return values.length === 1 && Number(general) === 0 && general !== undefined
      ? { wanted: [], all: true }
      : answer(400)
  }
  const wanted: Wanted[] = []
  for (const value of values) {
    const address = parseAddress(value)
    const uri = address && parseSipUri(address.uri)
    // A contact with escaped headers would let a user put headers into other people's requests.
    if (!address || !uri || uri.headers !== null) return answer(400)
    const asked = Number(address.params.get('expires') ?? general ?? expiry.usual)
    if (asked !== 0 && asked < expiry.least) return answer(423, [{ name: 'Min-Expires', value: String(expiry.least) }])
    wanted.push({ uri: address.uri, instance: instanceOf(address), seconds: Math.min(asked, expiry.most) })
  }
  return { wanted, all: false }
}

function instanceOf(address: Address): string | null {
  const instance = address.params.get('+sip.instance')
  return instance ? `${instance};${address.params.get('reg-id') ?? ''}` : null
}

/** Where and for whom a REGISTER is carried out. `now`: ms since the epoch. */
export interface RegisterContext {
  readonly bindings: Bindings
  readonly flow: Flow
  readonly user: string
  readonly expiry: Expiry
  readonly now: number
}

/** Carries out a REGISTER as a whole or not at all; an empty Contact only asks what there is. */
export function register(request: SipRequest, essentials: Essentials, context: RegisterContext): SipAnswer {
  const { bindings, user, now } = context
  const read = readContacts(request, context.expiry)
  if ('status' in read) return read
  const outOfOrder = (binding: Binding) =>
    binding.callId === essentials.callId && essentials.cseq.number <= binding.cseq
  const touched = bindings.of(user).filter((binding) => read.all || read.wanted.some((want) => isSame(binding, want)))
  if (touched.some(outOfOrder)) return answer(500)
  const added = read.wanted.filter((want) => want.seconds > 0)
  if (bindings.of(user).length - touched.length + added.length > mostContacts) return answer(503)
  bindings.remove(
    user,
    (binding) => read.all || read.wanted.some((want) => want.seconds === 0 && isSame(binding, want)),
  )
  for (const want of added) {
    const before = bindings.of(user).find((binding) => isSame(binding, want))
    bindings.put({
      user,
      uri: want.uri,
      instance: want.instance,
      flow: context.flow,
      callId: essentials.callId,
      cseq: essentials.cseq.number,
      expiresAt: now + want.seconds * 1000,
      since: before?.since ?? now,
    })
  }
  return answer(200, listContacts(bindings.of(user), now))
}

function isSame(binding: Binding, want: Wanted): boolean {
  return binding.uri === want.uri || (want.instance !== null && binding.instance === want.instance)
}

function listContacts(bindings: readonly Binding[], now: number): SipHeader[] {
  const contacts = bindings.map((binding) => {
    const instance = binding.instance?.split(';')
    const extra = instance ? `;+sip.instance="${instance[0]}"${instance[1] ? `;reg-id=${instance[1]}` : ''}` : ''
    const left = Math.max(0, Math.ceil((binding.expiresAt - now) / 1000))
    return { name: 'Contact', value: `<${binding.uri}>;expires=${left}${extra}` }
  })
  return [...contacts, { name: 'Date', value: new Date(now).toUTCString() }]
}
