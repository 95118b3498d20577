/** A program of its own that appends to the seat's journal until it is killed, and prints each record once it was acknowledged. */
import { writeSync } from 'node:fs'
import { createJournals } from '#main/journal/create-journals.ts'
import { opened } from './journal-bench.ts'

const [folder = '', round = ''] = process.argv.slice(2)
const { append, compact, lines } = await opened(createJournals({ folder }))
const kept = [...lines]
for (let n = 0; ; n += 1) {
  const batch = Array.from({ length: 1 + (n % 3) }, (_, part) => `${round}.${n}.${part}`)
  const { ok } = await append(...batch)
  if (!ok) throw new Error('the disk refused')
  kept.push(...batch)
  writeSync(1, `${batch.join('\n')}\n`)
  if (n % 20 === 19 && !(await compact(...kept)).ok) throw new Error('the disk refused')
}
