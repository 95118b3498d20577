import { parentPort, workerData } from 'node:worker_threads'
import type { Clock } from '#shared/kit/clock.ts'
import { dialogues } from '../data/dialogues.ts'
import { sandboxArrivals } from './arrivals.rules.ts'
import { configWorkerSchema, type FromWorker, toWorkerSchema } from './config-worker.ts'
import { openCrowd } from './crowd.ts'
import { dialWithParties } from './party-line.ts'
import { seededRandom } from './random.ts'
import { openVoiceStore } from './voice-store.ts'
import { sandboxCallers } from './who-calls.rules.ts'

const port = parentPort
if (!port) throw new Error('the citizens run in a worker thread')
const config = configWorkerSchema.parse(workerData)
const tell = (message: FromWorker) => port.postMessage(message)
const log = (event: string, fields: Readonly<Record<string, string | number | boolean>>) =>
  tell({ kind: 'log', event, fields: { ...fields } })

const clock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
const crowd = openCrowd({
  dialogues,
  voices: await openVoiceStore(new URL(config.voices)),
  dial: dialWithParties({ url: config.url, domain: config.domain, password: config.password, log }),
  clock,
  random: seededRandom(config.seed),
  arrivals: sandboxArrivals,
  callers: sandboxCallers,
  onSegment: (segment) => tell({ kind: 'segment', segment }),
  log,
})
port.on('message', (message: unknown) => {
  const heard = toWorkerSchema.parse(message)
  if (heard.kind === 'ready-seats') crowd.readySeats(heard.n)
  // With its door closed and no call left the thread has nothing to live for.
  else void crowd.close().then(() => port.close())
})
log('citizens-ready', { dialogues: dialogues.length })
