import * as z from 'zod'

const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost']

/** What is wrong with the gateway's address; null: nothing. Numbers and texts cross no network in the clear. */
function faultOf(text: string): string | null {
  if (!URL.canParse(text)) return 'wants an address, e.g. https://sms.example/send'
  const { protocol, hostname, username, password } = new URL(text)
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.includes(hostname)))
    return 'wants https, or http on 127.0.0.1, [::1] or localhost'
  return username + password === '' ? null : 'holds a user or password: the secret belongs in LIANXIAN_TEXT_SECRET'
}

/** The gateway of text messages: https, or http to this machine. */
export const textGatewaySchema = z.string().superRefine((text, context) => {
  const message = faultOf(text)
  if (message !== null) context.addIssue({ code: 'custom', message })
})

/** What the gateway knows the site by; it goes into a header as it is. */
export const textSecretSchema = z.string().regex(/^[\x21-\x7e]{12,500}$/, 'wants 12 to 500 visible ASCII characters')
