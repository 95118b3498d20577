import { parentPort, workerData } from 'node:worker_threads'
import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { sandboxArrivals } from '../citizens/arrivals.rules.ts'
import { openCrowd } from '../citizens/crowd.ts'
import { dialWithParties } from '../citizens/party-line.ts'
import { seededRandom } from '../citizens/random.ts'
import { openVoiceStore } from '../citizens/voice-store.ts'
import { sandboxCallers } from '../citizens/who-calls.rules.ts'
import { dialogues } from '../data/dialogues.ts'
import { openExperts } from '../experts/experts.ts'
import { openSurveyPhone } from '../survey/survey-phone.ts'
import { configWorkerSchema, type FromWorker, toWorkerSchema } from './config-worker.ts'

const port = parentPort
if (!port) throw new Error('the scripted people run in a worker thread')
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
const { url, domain, password } = config
const people = {
  voices: await openVoiceStore(new URL(config.voices)),
  clock,
  random: seededRandom(config.seed),
  onSegment: (segment: SpeechSegment) => tell({ kind: 'segment', segment }),
  log,
}
const crowd = openCrowd({
  ...people,
  dialogues,
  dial: dialWithParties({ url, domain, password, log }),
  arrivals: sandboxArrivals,
  callers: sandboxCallers,
})
const experts = openExperts({ ...people, phone: { url, domain, password, instanceId: config.expertPhone } })
const survey = openSurveyPhone({
  ...people,
  phone: { url, domain, password, user: config.surveyUser },
  voice: await people.voices.survey(),
  onOutcome: (sipCallId, outcome) => tell({ kind: 'surveyed', sipCallId, outcome }),
})
const close = async () => {
  await Promise.all([crowd.close(), experts.close(), survey.close()])
  // With its door closed and no call left the thread has nothing to live for.
  port.close()
}
port.on('message', (message: unknown) => {
  const heard = toWorkerSchema.parse(message)
  if (heard.kind === 'ready-seats') crowd.readySeats(heard.n)
  else if (heard.kind === 'expert') experts.attend(heard.seat, heard.wanted)
  else void close()
})
log('citizens-ready', { dialogues: dialogues.length })
