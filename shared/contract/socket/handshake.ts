import * as z from 'zod'

/** What a desk hands over when it connects (socket.io's `auth`; never in the address, where logs would keep it). */
export const handshakeAuthSchema = z.strictObject({
  token: z.string().min(1).max(2000),
  /** A further window of the signed-in seat: it reads topics and renews its token, and is not the seat's desk. */
  view: z.literal(true).optional(),
})

/**
 * Why the server does not let a socket in. `bad-token`, `expired` and `signed-out` need a new sign-in; `too-many` and `unavailable` may be
 * tried again after a while.
 */
export const connectRefusals = ['bad-token', 'expired', 'signed-out', 'too-many', 'unavailable'] as const
export type ConnectRefusal = (typeof connectRefusals)[number]
/** `data` of the socket's `connect_error`. */
export const connectRefusalSchema = z.strictObject({ reason: z.enum(connectRefusals) })
