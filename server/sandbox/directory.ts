import { type DirectoryFile, directoryFileSchema } from '#shared/contract/directory-file.schema.ts'
import type { DirectoryEntry } from '#shared/directory/entry.ts'
import { loadCatalogue } from '../ticket/catalogue.ts'
import entries from './data/directory.json' with { type: 'json' }

/** The sandbox's file of the directory, read as a site's is. Duty mobiles begin with 142, which no network gives out. */
export const sandboxDirectoryFile = (): DirectoryFile => directoryFileSchema(loadCatalogue()).parse(entries)

/** The sandbox's directory. Its numbers are internal and belong to nobody outside: but for seats they ring only where a client registers as one. */
export const sandboxDirectory = (): readonly DirectoryEntry[] => sandboxDirectoryFile().entries
