/** What the icons were made from and what came of it: told by hashes, because another browser's edges differ by a shade. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const home = join(import.meta.dirname, '../..')
export const made = join(import.meta.dirname, 'made')
/** The brand: the one source of the program's icon. */
export const brand = join(home, 'renderer/desk/icon.svg')
export const tokens = join(home, 'renderer/ui/tokens.css')

/** Of text, so that a checkout with other line ends counts as the same. @param {string} text */
const hashOfText = (text) => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')

/** Colours alone count of the tokens: spacing may change without a new icon. @param {string} css */
const coloursOf = (css) => css.match(/--[a-z]+-(?:fill|on): light-dark\(#[0-9a-f]{6}/g)?.join('\n') ?? ''

/** @returns {string} a hash over everything the icons follow from */
export function sourceHash() {
  const scripts = ['make.mjs', 'tray-shapes.mjs', 'containers.mjs'].map((name) => join(import.meta.dirname, name))
  const texts = [brand, ...scripts].map((file) => readFileSync(file, 'utf8'))
  return hashOfText([...texts, coloursOf(readFileSync(tokens, 'utf8'))].join('\0'))
}

/** @param {string} [folder] @returns {string[]} files of made/ but the record, by their path there */
const filesIn = (folder = made) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [relative(made, join(folder, entry.name))],
  )

/** @returns {Record<string, string>} hash by file */
export const madeHashes = () =>
  Object.fromEntries(
    filesIn()
      .filter((file) => file !== 'made.json')
      .sort()
      .map((file) => [
        file.replaceAll('\\', '/'),
        createHash('sha256')
          .update(readFileSync(join(made, file)))
          .digest('hex'),
      ]),
  )
