import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Octets of this process in use when everything that can go is gone. */
export function heapAfterGc(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}
