import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { measureAssistant } from './assistant.bench.ts'
import { measureCalls } from './call.bench.ts'
import type { Figure } from './figure.ts'
import { measureShell } from './shell.bench.ts'
import { measureStart } from './start.bench.ts'

const at = process.argv.indexOf('--json')
const file = at >= 0 ? process.argv[at + 1] : undefined
if (at >= 0 && !file) {
  console.error('--json wants a file name')
  process.exit(2)
}
const figures: Figure[] = [
  ...(await measureStart()),
  ...(await measureCalls()),
  ...(await measureAssistant()),
  ...(await measureShell()),
]
console.log(`\n${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`)
for (const { name, value, unit, target } of figures) {
  const verdict = target === null ? '' : value <= target ? 'held' : 'NOT held'
  console.log(
    `${name.padEnd(36)} ${String(value).padStart(9)} ${unit.padEnd(4)} ${target === null ? '' : `target ${target}`} ${verdict}`,
  )
}
if (file) {
  writeFileSync(
    file,
    JSON.stringify(
      Object.fromEntries(figures.map(({ name, value, unit, better }) => [name, { value, unit, better }])),
      null,
      2,
    ),
  )
}
process.exit(0)
