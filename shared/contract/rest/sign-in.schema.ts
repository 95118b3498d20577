import * as z from 'zod'
import { roles } from '../../seat/seat-state.ts'
import { lineSchema } from '../phone/phone-messages.ts'

/** GET /api/site: what a sign-in page may know before anybody signed in. */
export const siteSchema = z.strictObject({
  name: z.string(),
  sandbox: z.boolean(),
  /** Sandbox only: the seats offered as cards, and whether a desk is connected. */
  cards: z.array(
    z.strictObject({
      seat: z.string(),
      name: z.string(),
      role: z.enum(roles),
      skill: z.string(),
      connected: z.boolean(),
    }),
  ),
})
export type Site = z.infer<typeof siteSchema>

/** POST /api/sign-in. `takeOver` false: answered 409 `connected` when the seat's desk is connected, so that the page asks first. */
export const signInRequestSchema = z.strictObject({
  seat: z.string().regex(/^\d{3,6}$/),
  /** Absent only with a sandbox card. */
  password: z.string().min(1).max(200).optional(),
  takeOver: z.boolean(),
})
export type SignInRequest = z.infer<typeof signInRequestSchema>

export const sessionSchema = z.strictObject({
  seat: z.string(),
  name: z.string(),
  role: z.enum(roles),
  skills: z.array(z.string()),
  /** Signed (EdDSA or HS256), 10 minutes; renewed over the socket by `session.renew`. */
  token: z.string(),
  expiresAt: z.number(),
  /** null for a seat that takes no calls. */
  line: lineSchema.nullable(),
  /** AES-256 key of the seat's journal, base64; empty for a further window. */
  journalKey: z.base64(),
  serverNow: z.number(),
})
export type Session = z.infer<typeof sessionSchema>

/**
 * Answer of POST /api/sign-in, and of GET /api/session with a valid token (a reload of the tab). GET /api/session/view is for a further window of the
 * seat: `line` is null and `journalKey` empty.
 */
export const signInAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), session: sessionSchema }),
  z.strictObject({
    ok: z.literal(false),
    reason: z.enum(['bad-input', 'wrong', 'locked', 'connected', 'expired', 'too-fast']),
    field: z.string().nullable(),
    /** ms until a lock ends */ retryAfterMs: z.number().nullable(),
  }),
])
export type SignInAnswer = z.infer<typeof signInAnswerSchema>
