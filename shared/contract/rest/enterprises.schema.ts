import * as z from 'zod'
import { firmFaults } from '../../enterprise/firm-csv.rules.ts'
import { firmRemovalReasons, firmRevealReasons } from '../../enterprise/firm-rights.ts'
import { isCreditCode } from '../../kit/credit-code.ts'
import { developmentZones, firmScales, industries } from '../../kit/firm-values.ts'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'
import { fileReport } from './import-file.schema.ts'

/** A unified social credit code, normalised, with the right check character. */
export const creditCodeSchema = z.string().refine(isCreditCode)

/** An enterprise as everybody sees it: numbers masked on the server. */
export const firmSchema = z.strictObject({
  code: creditCodeSchema,
  name: z.string(),
  industry: z.enum(industries),
  scale: z.enum(firmScales),
  /** Empty: in no development zone. */
  zone: z.enum([...developmentZones, '']),
  green: z.boolean(),
  /** 首席服务官; empty: nobody. */
  officer: z.string(),
  officerPhone: z.string(),
  phones: z.array(z.string()),
  /** ms since the epoch: when it was taken off the register; left out: it is on it. */
  removedAt: z.number().optional(),
})
export type FirmRow = z.infer<typeof firmSchema>

/** GET /api/enterprises. `q`: a code's beginning, words of the name, initials, or a telephone number. `after`: the last row's code. */
export const firmListQuerySchema = z.object({
  q: z.string().max(100).default(''),
  industry: z.enum(industries).optional(),
  zone: z.enum(developmentZones).optional(),
  green: z.enum(['yes']).optional(),
  after: creditCodeSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type FirmListQuery = z.infer<typeof firmListQuerySchema>

/** Answer of GET /api/enterprises, by code. `more`: there is a next page. */
export const firmListSchema = z.strictObject({ firms: z.array(firmSchema), more: z.boolean() })
export type FirmList = z.infer<typeof firmListSchema>

/**
 * An enterprise as who talks with it sees it. `others`: how many more the number belongs to. `tickets`: its newest that are not confidential,
 * whoever of it called; at most five, times in ms since the epoch.
 */
export const callFirmSchema = firmSchema.extend({
  others: z.number().int(),
  tickets: z.array(
    z.strictObject({
      ticketNo: z.string(),
      title: z.string(),
      status: z.enum(ticketStatuses),
      submittedAt: z.number(),
    }),
  ),
})
export type CallFirm = z.infer<typeof callFirmSchema>

/** What became of a file of enterprises. `added` and `changed` count rows, of a checked file those that would be. */
export const enterpriseImportResultSchema = z.strictObject({
  outcome: z.enum(['checked', 'imported', 'unchanged']),
  added: z.number().int(),
  changed: z.number().int(),
  ...fileReport(firmFaults),
})
export type EnterpriseImportResult = z.infer<typeof enterpriseImportResultSchema>

export const removeFirmSchema = z.strictObject({ code: creditCodeSchema, reason: z.enum(firmRemovalReasons) })

export const revealFirmSchema = z.strictObject({ code: creditCodeSchema, reason: z.enum(firmRevealReasons) })

/** An enterprise's numbers in the clear. */
export const revealedFirmSchema = z.strictObject({ officerPhone: z.string(), phones: z.array(z.string()) })
export type RevealedFirm = z.infer<typeof revealedFirmSchema>
