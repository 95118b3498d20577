import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { measureAssistant } from './assistant.bench.ts'
import { measureAudit } from './audit.bench.ts'
import { measureCalls } from './call.bench.ts'
import type { Figure } from './figure.ts'
import { measureList } from './list.bench.ts'
import { measureOutbox } from './outbox.bench.ts'
import { measurePhone } from './phone.bench.ts'
import { measureSearch } from './search.bench.ts'
import { measureShell } from './shell.bench.ts'
import { measureStart } from './start.bench.ts'
import { measureTickets } from './ticket.bench.ts'
import { measureTyping } from './typing.bench.ts'

const at = process.argv.indexOf('--json')
const file = at >= 0 ? process.argv[at + 1] : undefined
if (at >= 0 && !file) {
  console.error('--json wants a file name')
  process.exit(2)
}
const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  start: measureStart,
  calls: measureCalls,
  typing: measureTyping,
  phone: measurePhone,
  tickets: measureTickets,
  list: measureList,
  outbox: measureOutbox,
  audit: measureAudit,
  search: measureSearch,
  assistant: measureAssistant,
  shell: measureShell,
}
const named = process.argv.slice(2).filter((argument) => argument !== '--json' && argument !== file)
const unknown = named.find((name) => !parts[name])
if (unknown) {
  console.error(`There is no part ${unknown}; the parts are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
const figures: Figure[] = []
for (const [name, measure] of Object.entries(parts))
  if (named.length === 0 || named.includes(name)) figures.push(...(await measure()))
const load = loadavg().map((average) => average.toFixed(1))
console.log(
  `\n${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, load ${load.join(' ')}`,
)
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
