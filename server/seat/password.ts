import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id (algorithm 2): 19 MiB, two passes, one lane: about 45 ms. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

/** @returns the hash in PHC form; parameters and salt are inside */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters)
}

/** Checks passwords with the same work whether the seat exists or not. */
export interface PasswordCheck {
  matches(storedHash: string | null, password: string): Promise<boolean>
}

/** Makes a check; the hash nobody can match stands in for seats that have none. */
export async function createPasswordCheck(unguessable: string): Promise<PasswordCheck> {
  const nobody = await hashPassword(unguessable)
  return {
    async matches(storedHash, password) {
      const same = await verify(storedHash ?? nobody, password)
      return storedHash !== null && same
    },
  }
}
