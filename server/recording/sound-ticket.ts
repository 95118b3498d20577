import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a ticket lets its bearer do: record a leg of this call for this seat. */
export interface SoundGrant {
  readonly callId: string
  readonly seat: string
  /** ms since the epoch */
  readonly until: number
}

/** Makes and checks tickets. They are signed, not kept: one outlives a restart of the backend in mid-call. */
export interface SoundTickets {
  make(grant: SoundGrant): string
  /** null: none of ours, or too old. */
  check(ticket: string, now: number): SoundGrant | null
}

/** @param master 32 bytes, the site's */
export function createSoundTickets(master: Uint8Array): SoundTickets {
  const key = Buffer.from(hkdfSync('sha256', master, 'lianxian', 'sound ticket', 32))
  const sign = (body: string) => createHmac('sha256', key).update(body).digest()
  return {
    make({ callId, seat, until }) {
      const body = Buffer.from(JSON.stringify([callId, seat, until])).toString('base64url')
      return `${body}.${sign(body).toString('base64url')}`
    },
    check(ticket, now) {
      const [body = '', mark = ''] = ticket.split('.')
      const given = Buffer.from(mark, 'base64url')
      const right = sign(body)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      const [callId, seat, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, number]
      return until > now ? { callId, seat, until } : null
    },
  }
}
