import * as z from 'zod'
import { type DirectoryEntry, entryKinds } from '../directory/entry.ts'
import { normaliseNumber, numberKind } from '../kit/phone-number.ts'
import { directoryEntrySchema } from './directory.schema.ts'
import type { FullCatalogue } from './ticket-catalogue.ts'

/** A site's directory. Duty mobiles are no part of its entries: those go to every desk. */
export interface DirectoryFile {
  readonly entries: readonly DirectoryEntry[]
  /** Duty mobiles 值班手机, normalised, by the id of the unit they are of. */
  readonly dutyMobiles: ReadonlyMap<string, string>
}

/** Queues are no matter of the file: the backend lists its own. */
const fileEntrySchema = directoryEntrySchema.extend({
  kind: z.enum(entryKinds).exclude(['queue']),
  /** Of a department or a zone: the mobile of who is on duty, texted when a ticket is dispatched to the unit. */
  dutyMobile: z
    .string()
    .transform((text, context) => {
      const number = normaliseNumber(text)
      if (number !== null && numberKind(number) === 'mobile') return number
      context.addIssue({ code: 'custom', message: 'wants a mobile number of eleven digits' })
      return z.NEVER
    })
    .optional(),
})
type FileEntry = z.infer<typeof fileEntrySchema>

/** What is wrong, with which entry of the file and at which field of it. */
interface FileFault {
  readonly at: number
  readonly field: keyof FileEntry
  readonly message: string
}

function twice(entries: readonly FileEntry[], field: 'id' | 'number'): FileFault[] {
  const seen = new Set<string>()
  return entries.flatMap((entry, at) => {
    const again = seen.has(entry[field])
    seen.add(entry[field])
    return again ? [{ at, field, message: `${entry[field]} stands twice` }] : []
  })
}

type Named = Pick<FullCatalogue, 'unitNamed'>

/** A mobile whose unit cannot be told would be nobody's; two of one unit would leave open which is texted. */
function dutyFaults(entries: readonly FileEntry[], { unitNamed }: Named): FileFault[] {
  const seen = new Set<string>()
  return entries.flatMap(({ kind, unit, dutyMobile }, at): FileFault[] => {
    if (dutyMobile === undefined) return []
    if (kind !== 'department' && kind !== 'zone')
      return [{ at, field: 'dutyMobile', message: 'is of a department or a zone alone' }]
    const id = unitNamed(unit)
    if (id === null)
      return [{ at, field: 'unit', message: 'is the name of no unit, or of several: dutyMobile wants one' }]
    if (seen.has(id)) return [{ at, field: 'dutyMobile', message: `stands twice for ${unit}` }]
    seen.add(id)
    return []
  })
}

/** A site's directory as its file holds it. An id or a number that stands twice is refused, and named; a duty mobile is refused without saying it. */
export const directoryFileSchema = (units: Named) =>
  z
    .array(fileEntrySchema)
    .superRefine((entries, context) => {
      const faults = [...twice(entries, 'id'), ...twice(entries, 'number'), ...dutyFaults(entries, units)]
      for (const { at, field, message } of faults) context.addIssue({ code: 'custom', path: [at, field], message })
    })
    .transform((all): DirectoryFile => {
      const dutyMobiles = new Map<string, string>()
      const entries = all.map(({ dutyMobile, ...entry }) => {
        const id = units.unitNamed(entry.unit)
        if (dutyMobile !== undefined && id !== null) dutyMobiles.set(id, dutyMobile)
        return entry
      })
      return { entries, dutyMobiles }
    })
