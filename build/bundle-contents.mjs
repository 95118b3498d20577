/** What went into a bundle and what did not: the licences of the packages inside, which ask to be given along, and the names asked for outside. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const packageOf = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/

/** @param {string} folder @returns {string} */
function licenceOf(folder) {
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license = 'unknown' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$|-)/i.test(entry))
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'The package holds no text of it.'
  return `${name} ${version}: ${license}\n\n${text}\n`
}

/** @param {import('esbuild').Metafile} metafile @param {string} file written @returns {void} */
export function writeLicences(metafile, file) {
  const folders = Object.keys(metafile.inputs).flatMap((input) => packageOf.exec(input)?.[0] ?? [])
  const known = [...new Set(folders)].sort().filter((folder) => existsSync(join(folder, 'package.json')))
  writeFileSync(file, known.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`))
}

/** @param {import('esbuild').Metafile[]} metafiles @returns {string[]} the packages and modules that the bundles look for when they run, sorted */
export function leftOutside(metafiles) {
  const outputs = metafiles.flatMap(({ outputs: made }) => Object.values(made))
  const names = outputs.flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path))
  return [...new Set(names)].sort()
}
