import type { Db } from '../storage/query.ts'

/**
 * What tickets ask of the register of enterprises: the credit code of the first whose people call from a number; null: of none.
 * @param phoneHash keyed, as the tickets'
 */
export type FirmOfNumber = (db: Db, phoneHash: string) => Promise<string | null>
