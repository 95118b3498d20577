import { createServer } from 'node:net'

/**
 * Where ports are looked for: under the range from which systems take the near end of outgoing connections (32768 and
 * up on Linux, 49152 elsewhere), so that a port stays free until the program that gets it listens.
 */
const first = 10_000
const span = 20_000

const given = new Set<number>()

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** A port of 127.0.0.1 that nobody listens on now, and that this process was never given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * span)
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
}
