import { useEffect, useState } from 'react'
import type { FormPart } from '../form-parts.ts'

/** A unit as it is offered, with what it rests on. */
export interface RuledUnit {
  readonly id: string
  readonly name: string
  readonly basis: string
}

/** The unit the rules say for the draft's matter and place; without an answer of the server the matter's usual one. */
export function useRuledUnit({ input, data, advice }: FormPart): RuledUnit | null {
  const { matter, place } = input
  const [said, setSaid] = useState<{
    readonly of: string
    readonly unit: string | null
    readonly basis: string
  } | null>(null)
  const of = `${matter} ${place}`
  useEffect(() => {
    if (advice === undefined || matter === '') return
    const asked = new AbortController()
    void advice.explain({ matter, place, day: '', hours: 'now' }, asked.signal).then((answer) => {
      if (asked.signal.aborted || !answer.ok) return
      const { unit, basis } = answer.value
      setSaid({ of: `${matter} ${place}`, unit, basis })
    })
    return () => asked.abort()
  }, [advice, matter, place])
  if (data === null) return null
  if (said?.of === of) {
    const unit = said.unit === null ? undefined : data.units.get(said.unit)
    return unit ? { id: unit.id, name: unit.name, basis: said.basis } : null
  }
  const usual = data.unitFor(matter, place)
  return usual && { id: usual.id, name: usual.name, basis: '' }
}
