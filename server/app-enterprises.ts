import { randomBytes } from 'node:crypto'
import type { Base } from './app-base.ts'
import { firmOfNumber, firmsOf, putFirms } from './enterprise/enterprise.repository.ts'
import { createEnterpriseRoutes } from './enterprise/enterprise.routes.ts'
import { createEnterpriseImport } from './enterprise/enterprise-import.handlers.ts'
import { createEnterpriseRemove } from './enterprise/enterprise-remove.handlers.ts'
import { createEnterpriseReveal } from './enterprise/enterprise-reveal.handlers.ts'
import { firmOfCaller } from './enterprise/firm-of-caller.ts'
import { sealFirm } from './enterprise/firm-row.rules.ts'
import { ticketsOfFirm } from './ticket/firm-tickets.repository.ts'
import { createPersonVault } from './ticket/person-vault.ts'
import { noteLookup } from './ticket/search/number-lookups.repository.ts'

/** The register of enterprises. */
export type Enterprises = Awaited<ReturnType<typeof openEnterprises>>

/** Opens the register of enterprises; those the options name are added where they never were. */
export async function openEnterprises({ options, storage, clock }: Base) {
  const vault = createPersonVault(options.master, randomBytes)
  const { enterprises = [] } = options
  await storage.transaction(async ({ tx }) => {
    const known = await firmsOf(
      tx,
      enterprises.map(({ code }) => code),
    )
    const missing = enterprises.filter(({ code }) => !known.some(({ row }) => row.code === code))
    await putFirms(
      tx,
      missing.map((firm) => sealFirm(firm, vault, clock.now())),
    )
  })
  return {
    handlers: { ...createEnterpriseImport(vault), ...createEnterpriseRemove(), ...createEnterpriseReveal(vault) },
    firmOfNumber,
    ofCaller: (number: string) => firmOfCaller({ db: storage.db, vault, ticketsOf: ticketsOfFirm }, number),
    routes: createEnterpriseRoutes({ storage, vault, noteLookup }),
  }
}
