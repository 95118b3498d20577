import type { Referral } from 'sip.js'
import type { LegRole } from '#shared/telephony/matrix.ts'
import type { DialogDeps } from './dialog.ts'

/** Who is at the other end. */
export interface FarEnd {
  readonly remote: { readonly name: string; readonly number: string }
  /** Its address of record. */
  readonly target: string
}

export interface LegFacts extends FarEnd {
  readonly id: string
  readonly direction: 'in' | 'out'
  readonly role: LegRole
  readonly startedAt: number
  readonly answeredAt: number | null
  readonly sentTones: string
}

/** What a leg needs of its line; `L` is the leg itself. */
export interface LegDeps<L> extends DialogDeps {
  readonly onChange: () => void
  readonly onEnded: (leg: L) => void
  /** The other side asks us to call somebody. */
  readonly onRefer: (leg: L, referral: Referral) => void
}
