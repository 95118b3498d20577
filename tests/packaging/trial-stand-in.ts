import { startSandbox } from '#server/sandbox/index.ts'

/** The backend of the installed program as a plain process, because trial.ts speaks with Electron: data folder and pages are arguments. It ends with its input. */
const [data = '', pages = ''] = process.argv.slice(2)
const voices = new URL('./voices/', import.meta.url)
const sandbox = await startSandbox({ headless: true, port: 0, data, citizens: true }, pages, voices)
process.stdout.write(`READY ${sandbox.url}\n`)
process.stdin.on('end', () => void sandbox.close().then(() => process.exit(0)))
process.stdin.resume()
