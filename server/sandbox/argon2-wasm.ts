import { randomBytes } from 'node:crypto'
import { argon2id, argon2Verify } from 'hash-wasm'

/** What server/seat/password.ts asks of @node-rs/argon2; `memoryCost` in KiB, `outputLen` in bytes. */
interface Parameters {
  readonly algorithm: number
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
  readonly outputLen: number
}

const argon2idNumber = 2

/**
 * argon2id without a native module: the installed program's own backend is one folder for every system. It takes the place of `@node-rs/argon2` in
 * that bundle alone (build/bundle-trial.mjs), makes the same PHC strings, and computes on the thread that calls it.
 */
export function hash(password: string, parameters: Parameters): Promise<string> {
  if (parameters.algorithm !== argon2idNumber) throw new Error('only argon2id is here')
  return argon2id({
    password,
    salt: randomBytes(16),
    iterations: parameters.timeCost,
    parallelism: parameters.parallelism,
    memorySize: parameters.memoryCost,
    hashLength: parameters.outputLen,
    outputType: 'encoded',
  })
}

/** Parameters and salt are read from the PHC string; rejects where it is none. An empty password, which hash-wasm cannot hash, is nobody's. */
export const verify = async (phc: string, password: string): Promise<boolean> =>
  password !== '' && (await argon2Verify({ password, hash: phc }))
