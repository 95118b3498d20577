import { trialJobSchema, trialOrderSchema } from './config-trial.ts'
import { type Sandbox, SandboxRefusal, startSandbox } from './index.ts'

/**
 * The sandbox as a child of the installed program (Electron's utilityProcess): the first message is its job, then it answers `ready` or `refused`, and
 * `close` ends it. main/trial is the other end.
 */

/** Electron's `process.parentPort`, as much as is used. `close`: the parent is gone. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: Answer): void
}
type Answer =
  | { readonly kind: 'ready'; readonly url: string; readonly sip: string }
  | { readonly kind: 'refused'; readonly sentence: string }

/** The one `npm start` uses too, so that its address is the documented one where nobody else has it. */
const usualPort = 5345

const { parentPort } = process as { readonly parentPort?: ParentPort }
if (!parentPort) throw new Error('trial.ts is run by the desktop program; use npm start')

let starting: Promise<Sandbox | null> | null = null
let ending = false

/** Beside this program: it is bundled with them into one folder. */
const voices = new URL('./voices/', import.meta.url)

/** A port that is taken is no reason to refuse: any free one does. */
async function onSomePort(data: string, pages: string): Promise<Sandbox> {
  const flags = { headless: true, data, citizens: true }
  try {
    return await startSandbox({ ...flags, port: usualPort }, pages, voices)
  } catch (error) {
    if (error instanceof SandboxRefusal && error.reason === 'port-taken')
      return await startSandbox({ ...flags, port: 0 }, pages, voices)
    throw error
  }
}

async function begin(job: unknown): Promise<Sandbox | null> {
  const read = trialJobSchema.safeParse(job)
  if (!read.success) return refuse('The job wants a folder for data and one of pages.')
  try {
    return await onSomePort(read.data.data, read.data.pages)
  } catch (error) {
    // UnfitDatabase: a database of a later version. Anything else is a bug, and ends the process with its trace.
    if (error instanceof Error && ['SandboxRefusal', 'UnfitDatabase'].includes(error.name)) return refuse(error.message)
    throw error
  }
}

function refuse(sentence: string): null {
  parentPort?.postMessage({ kind: 'refused', sentence })
  return null
}

/** Ends cleanly once; who asks again does not want to wait. */
async function end(): Promise<void> {
  if (ending) process.exit(1)
  ending = true
  const sandbox = await starting
  await sandbox?.close()
  process.exit(0)
}

parentPort.on('message', ({ data: message }) => {
  if (starting) {
    if (trialOrderSchema.safeParse(message).success && !ending) void end()
    return
  }
  starting = begin(message)
  void starting.then((sandbox) => {
    if (sandbox && !ending) parentPort.postMessage({ kind: 'ready', url: sandbox.url, sip: sandbox.sip })
    // A message that was just posted goes out before the process does.
    if (!sandbox && !ending) setImmediate(() => void end())
  })
})
parentPort.on('close', () => {
  if (!ending) void end()
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
