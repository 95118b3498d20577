import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import { type Firm, firmInitials } from '#shared/enterprise/firm.ts'
import readings from '#shared/kit/data/readings.json' with { type: 'json' }
import { maskNumber } from '#shared/kit/phone-number.ts'
import { createToSyllables } from '#shared/kit/pinyin.ts'
import type { EnterpriseNumbersTable, EnterprisesTable } from '../storage/tables/enterprise.ts'
import type { FirmVault } from './firm-vault.ts'

/** An enterprise as stored, with its numbers in their order. */
export interface StoredFirm {
  readonly row: EnterprisesTable
  readonly numbers: readonly EnterpriseNumbersTable[]
}

const toSyllables = createToSyllables(readings)

/** What is stored of an enterprise: its numbers sealed, and as keyed hashes. @param at ms since the epoch */
export function sealFirm(firm: Firm, vault: FirmVault, at: number): StoredFirm {
  const { officerPhone, phones, ...row } = firm
  return {
    row: {
      ...row,
      initials: firmInitials(firm.name, toSyllables),
      officer_phone: vault.seal(officerPhone),
      updated_at: at,
      removed_at: null,
    },
    numbers: phones.map((phone, place) => ({
      code: firm.code,
      place,
      phone_hash: vault.phoneHash(phone),
      phone: vault.seal(phone),
    })),
  }
}

/**
 * What stays of an enterprise that was taken off the register: what its tickets' readers are told it is. Whom to ring and the green channel go.
 * @param at ms since the epoch
 */
export const takenOff = (stored: StoredFirm, at: number): StoredFirm => ({
  row: { ...stored.row, green: false, officer: '', officer_phone: '', updated_at: at, removed_at: at },
  numbers: [],
})

/** An enterprise in the clear. */
export function openFirm({ row, numbers }: StoredFirm, vault: FirmVault): Firm {
  const { initials: _, updated_at: __, removed_at: ___, officer_phone: sealed, ...firm } = row
  return { ...firm, officerPhone: vault.open(sealed), phones: numbers.map(({ phone }) => vault.open(phone)) }
}

/** An enterprise as everybody sees it. */
export function maskFirm(stored: StoredFirm, vault: FirmVault): FirmRow {
  const firm = openFirm(stored, vault)
  const { removed_at } = stored.row
  return {
    ...firm,
    officerPhone: maskNumber(firm.officerPhone),
    phones: firm.phones.map(maskNumber),
    ...(removed_at !== null && { removedAt: removed_at }),
  }
}
