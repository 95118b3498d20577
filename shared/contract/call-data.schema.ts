import * as z from 'zod'
import type { CallData } from '../telephony/call-data.ts'
import { urgencies } from '../ticket/ticket-values.ts'

/** Octets call data may have: what ISDN carries between two exchanges (RFC 7434), and what any RFC 7433 side takes. */
export const mostCallDataOctets = 128

/** In the order of the record: its version first, then codes and ids. Every text is ASCII without quotes, so octets are characters. */
const recordSchema = z.tuple([
  z.literal(1),
  z.string().regex(/^[\w-]{1,36}$/),
  z.string().regex(/^\d{6}$/),
  z.string().regex(/^(\d{6})?$/),
  z.string().regex(/^(\d{6}|\d{9}|\d{12})?$/),
  z.enum([...urgencies, '']),
  z.string().regex(/^([A-Za-z]{2,3}(-[0-9A-Za-z]{2,4})?)?$/),
  z.string().regex(/^[0-9A-Z]{0,18}$/),
  z.literal([0, 1]),
])

const hexSchema = z
  .string()
  .max(2 * mostCallDataOctets)
  .regex(/^([0-9A-Fa-f]{2})+$/)

/** The record in hex; null: a field is not of its form. */
export function encodeCallData(data: CallData): string | null {
  const { callId, city, matter, place, urgency, language, ticketNo, confidential } = data
  const flag = confidential ? 1 : 0
  const record = recordSchema.safeParse([1, callId, city, matter, place, urgency, language, ticketNo, flag])
  if (!record.success) return null
  const octets = [...JSON.stringify(record.data)].map((char) => char.charCodeAt(0))
  return octets.length > mostCallDataOctets ? null : octets.map((octet) => octet.toString(16).padStart(2, '0')).join('')
}

/** Reads what came from another hotline; null: it is no such record. What it says of a confidential demand is left aside. */
export function parseCallData(hex: string): CallData | null {
  const given = hexSchema.safeParse(hex)
  if (!given.success) return null
  const text = given.data.replace(/../g, (octet) => String.fromCharCode(Number.parseInt(octet, 16)))
  const record = recordSchema.safeParse(jsonOf(text))
  if (!record.success) return null
  const [, callId, city, matter, place, urgency, language, ticketNo, flag] = record.data
  const known = { callId, city, language, confidential: flag === 1 }
  return flag === 1
    ? { ...known, matter: '', place: '', urgency: '', ticketNo: '' }
    : { ...known, matter, place, urgency, ticketNo }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
