/**
 * `tsx build/drawings.ts` writes the state drawings of docs/telephony.md anew, each between its marks, from the tables the program runs by.
 * A test compares them, so a table can't change without its drawing.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { holdEvents, holdPhases, legEvents, newLeg, nextHold, nextLeg } from '#shared/telephony/leg.machine.ts'
import { legStates, registrationStates } from '#shared/telephony/leg-state.ts'
import { nextReach, type Reach, type ReachEvent, startReach } from '#shared/telephony/reach.machine.ts'
import { nextRegistration, registrationEvents } from '#shared/telephony/registration.machine.ts'

const page = 'docs/telephony.md'

/** One arrow: from, to, and what happens. */
type Arrow = readonly [from: string, to: string, event: string]

/** Mermaid has no state names with a dash. */
const name = (state: string): string => state.replaceAll('-', '_')

/** A drawing: arrows between the same two states are one arrow. */
function draw(first: string, arrows: readonly Arrow[]): string {
  const joined = new Map<string, string[]>()
  for (const [from, to, event] of arrows) {
    const ends = `${name(from)} --> ${name(to)}`
    joined.set(ends, [...(joined.get(ends) ?? []), event])
  }
  const lines = [...joined].map(([ends, events]) => `  ${ends}: ${events.join(', ')}`)
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${name(first)}`, ...lines, '```'].join('\n')
}

const registration = (): Arrow[] =>
  registrationStates.flatMap((from) =>
    registrationEvents.flatMap((event): Arrow[] => {
      const next = nextRegistration(from, event)
      return next.ok ? [[from, next.value, event]] : []
    }),
  )

const leg = (): Arrow[] =>
  legStates.flatMap((from) =>
    legEvents.flatMap((event): Arrow[] => {
      const next = nextLeg({ ...newLeg('offered'), state: from }, event)
      return next.ok ? [[from, next.value.state, event]] : []
    }),
  )

const hold = (): Arrow[] =>
  holdPhases.flatMap((from) =>
    holdEvents.flatMap((event): Arrow[] => {
      const next = nextHold({ ...newLeg('offered'), state: 'established', hold: from }, event)
      return next.ok ? [[from, next.value.hold, event]] : []
    }),
  )

const shown = (reach: Reach): string => (reach.kind === 'ringing' ? `candidate-${reach.at + 1}` : reach.kind)

function reach(): Arrow[] {
  const events: readonly ReachEvent[] = [
    { type: 'answered' },
    { type: 'take-back' },
    { type: 'ended', reason: 'no-answer' },
  ]
  const arrows: Arrow[] = []
  let open: Reach[] = [
    startReach(
      'consult',
      ['1', '2', '3'].map((number) => ({ number, name: '' })),
    ),
  ]
  while (open.length > 0) {
    const next = open.flatMap((from) =>
      events.flatMap((event) => {
        const to = nextReach(from, event)
        if (!to.ok) return []
        arrows.push([shown(from), shown(to.value), event.type])
        return to.value.kind === 'ringing' ? [to.value] : []
      }),
    )
    open = next
  }
  return arrows
}

/** The drawings by the name of their mark. */
export const drawings: Readonly<Record<string, string>> = {
  registration: draw('off', registration()),
  leg: draw('offered', leg()),
  hold: draw('none', hold()),
  reach: draw('candidate-1', reach()),
}

const between = (mark: string): RegExp => new RegExp(`(<!-- drawing: ${mark} -->\\n)[^]*?(\\n<!-- end -->)`)

/** The page with its drawings made anew; throws where a drawing has no place. */
export function redrawn(text: string): string {
  return Object.entries(drawings).reduce((before, [mark, drawing]) => {
    if (!between(mark).test(before)) throw new Error(`${page} has no place for the drawing "${mark}".`)
    return before.replace(between(mark), (_all, open: string, close: string) => `${open}${drawing}${close}`)
  }, text)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(page, redrawn(readFileSync(page, 'utf8')))
