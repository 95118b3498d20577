import * as z from 'zod'

/** What the gateway knows the site by; it goes into a header as it is. */
export const textSecretSchema = z.string().regex(/^[\x21-\x7e]{12,500}$/, 'wants 12 to 500 visible ASCII characters')
