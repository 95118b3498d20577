import { encodeCallData, parseCallData } from '#shared/contract/call-data.schema.ts'
import type { CameWithRow } from '#shared/contract/socket/topics.ts'
import { type CallData, callDataOf } from '#shared/telephony/call-data.ts'
import { citizenPrefix } from '#shared/telephony/citizen-user.ts'
import { cityName, homeCity } from '#shared/telephony/hotline-cities.ts'
import type { Base } from './app-base.ts'
import type { CallDataPort } from './sip/edge-options.ts'
import type { Db } from './storage/query.ts'
import type { CallLog } from './telephony/call-log.ts'
import type { RowSources } from './telephony/call-topics.ts'
import { findCameWith, isIn } from './telephony/calls.repository.ts'
import type { DraftReader } from './ticket/draft-words.ts'

/** What goes along with calls to other cities' hotlines of the directory, and who of those is believed. */
export function createCallDataPort(
  { options }: Pick<Base, 'options'>,
  log: Pick<CallLog, 'bySipCallId'>,
  matterOf: DraftReader['matterOfSeat'],
): CallDataPort {
  const hotlines = new Set(
    options.directory
      .filter(({ kind }) => kind === 'city')
      .map(({ number }) => citizenPrefix + number.replace(/^\+/, '')),
  )
  return {
    isHotline: (user) => hotlines.has(user),
    async of({ seat, about }) {
      const call = log.bySipCallId(about)
      if (!call || call.endedAt !== null || !isIn(call, seat)) return null
      const { callId } = call
      return encodeCallData(callDataOf({ callId, city: homeCity }, await matterOf(callId, seat)))
    },
  }
}

/** Reads what came with a call; what cannot be read is written about without its words. */
export const createCallDataReader =
  ({ log }: Pick<Base, 'log'>) =>
  (hex: string): CallData | null => {
    const read = parseCallData(hex)
    if (read === null) log.warn({ length: hex.length }, 'call data of another hotline cannot be read')
    return read
  }

/** Says in words what came with a call; a code that is not in our catalogue stays a code. */
export const sayCallData =
  (words: DraftReader['words']) =>
  ({ city, matter, place, urgency, language, ticketNo, confidential }: CallData): CameWithRow => ({
    city: cityName(city),
    ...words({ matter, place }),
    urgency,
    language,
    ticketNo,
    confidential,
  })

/** Looks up what came with a call, for its row. */
export const createCameWith =
  (db: Db, words: DraftReader['words']): RowSources['cameWith'] =>
  async (call) => {
    const data = await findCameWith(db, call)
    return data && sayCallData(words)(data)
  }
