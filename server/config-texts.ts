import * as z from 'zod'

const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost']

/** Numbers and texts cross no network in the clear: https, or http to this machine. */
export const textGatewaySchema = z
  .url({ protocol: /^https?$/, error: 'wants an address, e.g. https://sms.example/send' })
  .refine((text) => {
    const { protocol, hostname } = new URL(text)
    return protocol === 'https:' || loopback.includes(hostname)
  }, 'wants https, or http on 127.0.0.1, [::1] or localhost')
  .refine((text) => {
    const { username, password } = new URL(text)
    return username === '' && password === ''
  }, 'holds a user or password: the secret belongs in LIANXIAN_TEXT_SECRET')

/** What the gateway knows the site by; it goes into a header as it is. */
export const textSecretSchema = z.string().regex(/^[\x21-\x7e]{12,500}$/, 'wants 12 to 500 visible ASCII characters')
