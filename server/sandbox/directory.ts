import { directoryFileSchema } from '#shared/contract/directory.schema.ts'
import type { DirectoryEntry } from '#shared/directory/entry.ts'
import entries from './data/directory.json' with { type: 'json' }

/** The sandbox's directory. Its numbers are internal and belong to nobody outside: but for seats they ring only where a client registers as one. */
export const sandboxDirectory = (): readonly DirectoryEntry[] => directoryFileSchema.parse(entries)
