import * as z from 'zod'

const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost']

/** What is wrong with the address of a service outside; null: nothing. What is sent there crosses no network in the clear. */
function faultOf(text: string): string | null {
  if (!URL.canParse(text)) return 'wants an address, e.g. https://service.example/path'
  const { protocol, hostname, username, password } = new URL(text)
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.includes(hostname)))
    return 'wants https, or http on 127.0.0.1, [::1] or localhost'
  return username + password === '' ? null : 'holds a user or password: they have variables of their own'
}

/** A service outside: https, or http to this machine. The host is read as what connects reads it: a user part that looks like this machine is none. */
export const outsideAddressSchema = z.string().superRefine((text, context) => {
  const message = faultOf(text)
  if (message !== null) context.addIssue({ code: 'custom', message })
})
