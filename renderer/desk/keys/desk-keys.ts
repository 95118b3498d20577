import { announce } from '../../ui/announcer.tsx'
import { createKeyRegistry, type KeyRegistry } from '../../ui/keys/key-registry.ts'
import { keyTable } from './key-table.ts'

const made = createKeyRegistry(keyTable, announce)
if (!made.ok) throw new Error(`the table of keys is wrong: ${made.reason} at ${made.field}`)

/** The desk's registry of keys. */
export const keys: KeyRegistry = made.value
