import { rmSync } from 'node:fs'
import { freshData, startSandbox } from '#tests/support/sandbox.ts'
import { type Figure, round } from './figure.ts'

/** First start (nothing built, empty data folder) and next starts, to the READY line. */
export async function measureStart(): Promise<Figure[]> {
  const data = freshData()
  rmSync('out', { recursive: true, force: true })
  const readies: number[] = []
  for (let run = 0; run < 4; run++) {
    const sandbox = await startSandbox({ data: data.path })
    readies.push(sandbox.readyMs)
    await sandbox.stop()
  }
  data.remove()
  const [first = Number.NaN, ...next] = readies
  return [
    { name: 'start.first', value: round(first), unit: 'ms', better: 'lower', target: null },
    { name: 'start.next', value: round(Math.min(...next)), unit: 'ms', better: 'lower', target: null },
  ]
}
