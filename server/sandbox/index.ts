import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { deskOrigin } from '#shared/contract/host/desk-origin.ts'
import { usualMetricSettings } from '#shared/queue/metrics.ts'
import { surveyUser } from '#shared/survey/survey-user.ts'
import { type App, startApp } from '../app.ts'
import type { AppOptions } from '../app-options.ts'
import { environmentSchema } from '../config.ts'
import { loadOrMakeKey } from '../config-key.ts'
import { hashPassword } from '../seat/password.ts'
import { sipHa1 } from '../seat/secrets.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { systemClock } from '../system-clock.ts'
import { isCitizen, sandboxDirect, sandboxDomain, sandboxPassword, sandboxQueues, sandboxSeats } from './accounts.ts'
import { type Flags, readFlags, userFolder } from './config-flags.ts'
import { sandboxFirms } from './data/firms.ts'
import { sandboxDirectoryFile } from './directory.ts'
import { mindExpertSeats } from './experts/expert-seats.ts'
import { type People, startPeople } from './people/start-people.ts'
import { createTextPhones } from './texts/text-phones.ts'

export { readFlags, userFolder }

/** Why the sandbox did not start, in a sentence for the person who started it. */
export class SandboxRefusal extends Error {
  override readonly name = 'SandboxRefusal'
  constructor(
    readonly reason: 'folder-held' | 'port-taken' | 'bad-origins',
    sentence: string,
  ) {
    super(sentence)
  }
}

/** The running sandbox. */
export interface Sandbox {
  /** The desk's address, e.g. `http://127.0.0.1:5345/`. */
  readonly url: string
  readonly sip: string
  close(): Promise<void>
}

/** Starts the sandbox on 127.0.0.1. Throws SandboxRefusal where the folder is held, the port is taken or LIANXIAN_ORIGINS is wrong. `voices`: their folder where it is not the usual one. */
export async function startSandbox(flags: Flags, pages: string, voices?: URL): Promise<Sandbox> {
  mkdirSync(flags.data, { recursive: true })
  const lock = lockFolder(flags.data)
  if (!lock.ok)
    throw new SandboxRefusal(
      'folder-held',
      `Lianxian already runs on ${flags.data}; end it first, or choose another folder with --data.`,
    )
  try {
    const app = await startApp(await optionsOf(flags, pages)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
        throw new SandboxRefusal(
          'port-taken',
          `Port ${flags.port} is taken; choose another with --port, or --port 0 for any free one.`,
        )
      throw error
    })
    const closePeople = (flags.citizens ? peopleIn : surveyIn)(app, voices)
    return { ...addresses(app), close: () => closePeople().then(app.close).finally(lock.value) }
  } catch (error) {
    lock.value()
    throw error
  }
}

/** Scripted citizens call while there are seats to call; scripted experts are there where nobody sits. */
function peopleIn(app: App, voices: URL | undefined): () => Promise<void> {
  const people = startThread(app, voices)
  const say = () => people.readySeats(app.readySeats())
  const stops = [
    app.onReadySeats(say),
    mindExpertSeats({
      seats: sandboxSeats.filter(({ role }) => role === 'expert').map(({ seat }) => seat),
      instance: people.expertPhone,
      at: app.atSeat,
      onChange: app.onReadySeats,
      attend: people.expert,
    }),
  ]
  say()
  return () => {
    for (const stop of stops) stop()
    return people.close()
  }
}

/** Without scripted people there is the survey alone, from the first telephone of a seat on: before, nobody can be sent to it. */
function surveyIn(app: App, voices: URL | undefined): () => Promise<void> {
  let people: People | null = null
  const look = () => {
    if (!people && sandboxSeats.some(({ seat }) => app.atSeat(seat).phones.length > 0))
      people = startThread(app, voices)
  }
  const stop = app.onReadySeats(look)
  return async () => {
    stop()
    await people?.close()
  }
}

const startThread = (app: App, voices: URL | undefined): People =>
  startPeople({
    url: addresses(app).sip,
    domain: sandboxDomain,
    password: sandboxPassword,
    surveyUser,
    onSegment: app.hear,
    onSurveyed: app.surveyed,
    log: app.note,
    ...(voices ? { voices } : {}),
  })

const addresses = ({ port }: App) => ({ url: `http://127.0.0.1:${port}/`, sip: `ws://127.0.0.1:${port}/sip` })

/** The desktop program's own pages, and what the environment adds. */
function pageOrigins(environment: NodeJS.ProcessEnv): readonly string[] {
  const added = environmentSchema.shape.LIANXIAN_ORIGINS.safeParse(environment.LIANXIAN_ORIGINS)
  if (added.success) return [deskOrigin, ...added.data]
  throw new SandboxRefusal(
    'bad-origins',
    'LIANXIAN_ORIGINS wants origins, comma-separated, e.g. http://127.0.0.1:5173.',
  )
}

async function optionsOf(flags: Flags, pages: string): Promise<AppOptions> {
  const passwordHash = await hashPassword(sandboxPassword)
  const seats = new Set(sandboxSeats.map(({ seat }) => seat))
  const phones = createTextPhones(systemClock)
  const directory = sandboxDirectoryFile()
  return {
    storage: { kind: 'embedded', dataDir: join(flags.data, 'database') },
    address: '127.0.0.1',
    port: flags.port,
    hostNames: ['127.0.0.1', 'localhost'],
    origins: pageOrigins(process.env),
    domain: sandboxDomain,
    siteName: '连线 Lianxian',
    master: loadOrMakeKey(flags.data),
    pages,
    accounts: sandboxSeats.map((seat) => ({ ...seat, passwordHash })),
    directory: directory.entries,
    dutyMobiles: directory.dutyMobiles,
    enterprises: sandboxFirms,
    queues: sandboxQueues,
    directDispatch: sandboxDirect,
    // Whoever tries the sandbox at night calls no real citizen.
    revisitHours: [{ from: 0, to: 24 * 60 }],
    line: (port) => ({ edges: [`ws://127.0.0.1:${port}/sip`], iceServers: [] }),
    recordings: { folder: join(flags.data, 'recordings'), days: 30 },
    attachments: { folder: join(flags.data, 'attachments') },
    metrics: usualMetricSettings,
    showListening: true,
    exports: true,
    signInTriesPerMinute: 300,
    trustProxy: false,
    logLevel: process.env.LIANXIAN_LOG ?? 'warn',
    textGateway: phones.gateway,
    sandbox: {
      publicRoutes: [phones.route],
      sipCredentials: (user) =>
        seats.has(user) || isCitizen(user) || user === surveyUser ? [sipHa1(user, sandboxDomain, sandboxPassword)] : [],
    },
  }
}
