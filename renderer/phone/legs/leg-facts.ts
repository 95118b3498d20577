import type { Referral } from 'sip.js'
import type { LegRole } from '#shared/telephony/matrix.ts'
import type { DialogDeps } from './dialog.ts'
import type { PhoneLeg } from './phone-leg.ts'

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

export interface LegDeps extends DialogDeps {
  readonly onChange: () => void
  readonly onEnded: (leg: PhoneLeg) => void
  /** The other side asks us to call somebody. */
  readonly onRefer: (leg: PhoneLeg, referral: Referral) => void
}
