import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { type SpeechSegment, speechSegmentSchema } from '#shared/contract/speech.schema.ts'
import type { SurveyOutcome } from '#shared/survey/survey-outcome.ts'
import type { CitizensLog } from '../citizens/line-port.ts'
import { fromWorkerSchema, type ToWorker, type WorkerConfig } from './config-worker.ts'

export interface PeopleOptions {
  /** The edge's WebSocket, e.g. `ws://127.0.0.1:5345/sip`. */
  readonly url: string
  /** SIP domain, e.g. `sandbox.lianxian`. */
  readonly domain: string
  /** The sandbox's password, the same for everybody. */
  readonly password: string
  /** What citizens and experts say, as it is heard: interim lines, then the final one. */
  readonly onSegment: (segment: SpeechSegment) => void
  /** The survey's user part in the domain. */
  readonly surveyUser: string
  /** What the survey in the call of this Call-ID came to. */
  readonly onSurveyed: (sipCallId: string, outcome: SurveyOutcome) => void
  readonly log: CitizensLog
  /** Folder with `voices.json`; by default `voices/` beside the folder of this file. */
  readonly voices?: URL
  /** The worker's program; by default `people-worker` beside this file, with this file's ending. */
  readonly worker?: URL
  /** Who calls when, and how patient they are, follows from it; by default from the time. */
  readonly seed?: number
}

export interface People {
  /** UUID of the scripted experts' telephones. */
  readonly expertPhone: string
  /** How many seats could take a call now; say it whenever it changes. */
  readySeats(n: number): void
  /** Whether the seat's scripted expert shall be there. */
  expert(seat: string, wanted: boolean): void
  /** Hangs up all calls, ends the worker. */
  close(): Promise<void>
}

const closeWithin = 5000

/** Starts the scripted citizens and experts, and the survey's telephone, in a thread of their own, so that their sound never delays the signalling. A worker that fails is logged, not fatal. */
export function startPeople(options: PeopleOptions): People {
  const program = options.worker ?? new URL(`./people-worker${ending(import.meta.url)}`, import.meta.url)
  const config: WorkerConfig = {
    url: options.url,
    domain: options.domain,
    password: options.password,
    voices: (options.voices ?? new URL('../voices/', import.meta.url)).href,
    seed: options.seed ?? Date.now(),
    expertPhone: randomUUID(),
    surveyUser: options.surveyUser,
  }
  const worker = program.pathname.endsWith('.ts')
    ? new Worker(unbundled(program), { workerData: config, eval: true })
    : new Worker(program, { workerData: config })
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('message', (message: unknown) => {
    const heard = fromWorkerSchema.parse(message)
    if (heard.kind === 'segment') options.onSegment(speechSegmentSchema.parse(heard.segment))
    else if (heard.kind === 'surveyed') options.onSurveyed(heard.sipCallId, heard.outcome)
    else options.log(heard.event, heard.fields)
  })
  worker.on('error', (error: unknown) => {
    options.log('people-worker-failed', { error: error instanceof Error ? error.name : 'unknown' })
  })
  const tell = (message: ToWorker) => worker.postMessage(message)
  return {
    expertPhone: config.expertPhone,
    readySeats: (n) => tell({ kind: 'ready-seats', n }),
    expert: (seat, wanted) => tell({ kind: 'expert', seat, wanted }),
    async close() {
      tell({ kind: 'close' })
      const timer = setTimeout(() => void worker.terminate(), closeWithin)
      await gone
      clearTimeout(timer)
    },
  }
}

/** Unbundled, in tests: Node 20 can't start a thread from TypeScript, so the thread loads the loader (found from the working folder), then the program. */
function unbundled(program: URL): string {
  const file = JSON.stringify(program.href)
  return `import('tsx/esm/api').then((tsx) => tsx.tsImport(${file}, ${file})).catch((error) => setImmediate(() => { throw error }))`
}

const ending = (url: string) => /\.[a-z]+$/.exec(new URL(url).pathname)?.[0] ?? '.js'
