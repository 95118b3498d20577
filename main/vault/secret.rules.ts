/** Stands before the token, inside the encryption: what else the same keyring has encrypted is no token of ours. */
const mark = 'lianxian-sign-in-1:'
/** As the contract's `keepSignIn`. */
const longest = 4000

/** What is encrypted for a token. */
export const sealedText = (token: string): string => mark + token

/** The token in a decrypted text; null: it is not ours. */
export function opened(text: string): string | null {
  if (!text.startsWith(mark)) return null
  const token = text.slice(mark.length)
  return token.length > longest ? null : token
}
