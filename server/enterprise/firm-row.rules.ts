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
    },
    numbers: phones.map((phone, place) => ({
      code: firm.code,
      place,
      phone_hash: vault.phoneHash(phone),
      phone: vault.seal(phone),
    })),
  }
}

/** An enterprise in the clear. */
export function openFirm({ row, numbers }: StoredFirm, vault: FirmVault): Firm {
  const { initials: _, updated_at: __, officer_phone: sealed, ...firm } = row
  return { ...firm, officerPhone: vault.open(sealed), phones: numbers.map(({ phone }) => vault.open(phone)) }
}

/** An enterprise as everybody sees it. */
export function maskFirm(stored: StoredFirm, vault: FirmVault): FirmRow {
  const firm = openFirm(stored, vault)
  return { ...firm, officerPhone: maskNumber(firm.officerPhone), phones: firm.phones.map(maskNumber) }
}
