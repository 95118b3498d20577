/** The house's own rules that no linter knows: length of files, names of files, no path of a machine, no registry's host, no document that names what is not there. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter(Boolean)
const code = /\.(ts|tsx|mjs|css)$/
/** @type {string[]} */
const faults = []
for (const file of files) {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    continue
  }
  if (code.test(file) && !/\/data\//.test(file)) {
    const lines = text.split('\n').length - 1
    const wall = file.startsWith('tests/') ? 500 : 400
    if (lines > wall) faults.push(`${file}: ${lines} lines, the wall is ${wall}: split it by idea`)
    const name = basename(file).replace(/\.(d\.ts|test\.tsx?|spec\.ts|module\.css|ts|tsx|mjs|css)$/, '')
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+(-[a-z]+)*)*$/.test(name)) faults.push(`${file}: name files in kebab-case`)
    if (/^(utils?|helpers?|common|misc)$/.test(name)) faults.push(`${file}: say what it is for`)
  }
  if (file !== 'build/house.mjs' && /(^|[\s"'`(=])\/(work|home|root)\/[a-z]/.test(text))
    faults.push(`${file}: holds a path of a machine`)
  // What a release changed stays told as it was; patterns such as server/app-*.ts are not looked for.
  if (file.endsWith('.md') && file !== 'CHANGELOG.md')
    for (const [, path = ''] of text.matchAll(/`((?:shared|main|renderer|server|build|tests|docs)\/[\w./-]*)`/g))
      if (!existsSync(path)) faults.push(`${file}: names ${path}, which is not there`)
  if (/"resolved":/.test(text) && file === 'package-lock.json') faults.push(`${file}: holds resolved addresses`)
}
for (const fault of faults) console.log(fault)
process.exit(faults.length === 0 ? 0 : 1)
