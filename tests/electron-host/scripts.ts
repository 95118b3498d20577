import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { versions } from './versions.ts'

const made = new Map<string, string>()

/** The bundled text of a file of inside/, as an expression: an object of its exports. */
function inside(file: string): string {
  const known = made.get(file)
  if (known) return known
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`inside/${file}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'inside',
    target: 'chrome140',
    logLevel: 'error',
  })
  const text = `(() => {${outputFiles[0]?.text ?? ''}\nreturn inside })()`
  made.set(file, text)
  return text
}

/** The scripts a page begins with, in their order. @param preload path of the bundled preload, CommonJS; undefined: none */
export function pageScripts(preload: string | undefined, more: readonly string[]): { main: string; world: string } {
  const secret = randomUUID()
  const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const run = preload === undefined ? 'null' : `function (require, module, exports, process) {\n${source}\n}`
  const process = { platform: globalThis.process.platform, arch: globalThis.process.arch, versions, argv: [...more] }
  return {
    main: `${inside('main-world.ts')}.startMainWorld(${JSON.stringify(secret)})`,
    world: `${inside('preload-world.ts')}.startPreloadWorld({ secret: ${JSON.stringify(secret)}, process: ${JSON.stringify(process)}, preload: ${run} })`,
  }
}
