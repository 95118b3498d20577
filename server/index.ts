import { usualMetricSettings } from '#shared/queue/metrics.ts'
import { type App, startApp } from './app.ts'
import type { AppOptions } from './app-options.ts'
import {
  type AccountFile,
  type Environment,
  readAccounts,
  readCalendar,
  readDirectory,
  readEnvironment,
} from './config.ts'
import { hashPassword } from './seat/password.ts'
import { createHttpGateway } from './text-gateway/http-gateway.ts'

/** How long the gateway of text messages may take, ms. */
const gatewayMs = 10_000

export type ProductionStart =
  | { readonly ok: true; readonly app: App }
  /** What is wrong with the environment, in a sentence that names the variable. */
  | { readonly ok: false; readonly sentence: string }

/** Starts the backend of a site from its environment, without anything of the sandbox. */
export async function startProduction(environment: NodeJS.ProcessEnv, pages: string): Promise<ProductionStart> {
  const read = readEnvironment(environment)
  if (!read.ok) return read
  const accounts = readAccounts(read.value.LIANXIAN_ACCOUNTS)
  if (!accounts.ok) return accounts
  const directory = readDirectory(read.value.LIANXIAN_DIRECTORY)
  if (!directory.ok) return directory
  const calendar = readCalendar(read.value.LIANXIAN_CALENDAR)
  if (!calendar.ok) return calendar
  const options = await optionsOf(read.value, accounts.value, pages)
  const { entries, dutyMobiles } = directory.value
  return { ok: true, app: await startApp({ ...options, directory: entries, dutyMobiles, calendar: calendar.value }) }
}

async function optionsOf(
  site: Environment,
  file: AccountFile,
  pages: string,
): Promise<Omit<AppOptions, 'directory' | 'dutyMobiles'>> {
  const hashed = file.map(async ({ password, ...account }) => ({
    ...account,
    passwordHash: await hashPassword(password),
  }))
  return {
    storage: { kind: 'postgres', url: site.DATABASE_URL },
    address: site.LIANXIAN_ADDRESS,
    port: site.LIANXIAN_PORT,
    hostNames: site.LIANXIAN_HOSTS,
    origins: site.LIANXIAN_ORIGINS,
    domain: site.LIANXIAN_DOMAIN,
    siteName: site.LIANXIAN_SITE,
    master: site.LIANXIAN_KEY,
    pages,
    accounts: await Promise.all(hashed),
    line: () => ({
      edges: site.LIANXIAN_EDGES,
      iceServers: site.LIANXIAN_ICE.map((urls) => ({ urls })),
      ...(site.LIANXIAN_FOCUS && { focus: { address: site.LIANXIAN_FOCUS, from: site.LIANXIAN_FOCUS_FROM } }),
    }),
    ...(site.LIANXIAN_FOCUS && {
      focus: { user: userIn(site.LIANXIAN_FOCUS), secret: site.LIANXIAN_FOCUS_SECRET ?? null },
    }),
    queues: site.LIANXIAN_QUEUES,
    autoDispatch: site.LIANXIAN_AUTO_DISPATCH,
    directDispatch: site.LIANXIAN_DIRECT_DISPATCH,
    exports: site.LIANXIAN_EXPORT,
    revisitHours: site.LIANXIAN_REVISIT_HOURS,
    showListening: site.LIANXIAN_SHOW_LISTENING,
    ...(site.LIANXIAN_SIP_LISTEN && { elements: { ...site.LIANXIAN_SIP_LISTEN, peers: site.LIANXIAN_SIP_PROXIES } }),
    ...(site.LIANXIAN_RECORDINGS && {
      recordings: { folder: site.LIANXIAN_RECORDINGS, days: site.LIANXIAN_RECORDING_DAYS },
    }),
    ...(site.LIANXIAN_ATTACHMENTS && {
      attachments: {
        folder: site.LIANXIAN_ATTACHMENTS,
        ...(site.LIANXIAN_CLAMD && { clamd: site.LIANXIAN_CLAMD }),
        ...(site.LIANXIAN_S3 && {
          s3: {
            url: site.LIANXIAN_S3,
            region: site.LIANXIAN_S3_REGION,
            keyId: site.LIANXIAN_S3_KEY ?? '',
            secret: site.LIANXIAN_S3_SECRET ?? '',
          },
        }),
      },
    }),
    ...(site.LIANXIAN_TEXT_GATEWAY &&
      site.LIANXIAN_TEXT_SECRET && {
        textGateway: createHttpGateway({
          url: site.LIANXIAN_TEXT_GATEWAY,
          secret: site.LIANXIAN_TEXT_SECRET,
          limitMs: gatewayMs,
        }),
      }),
    metrics: { ...usualMetricSettings, shortCallMs: site.LIANXIAN_SHORT_CALL_MS ?? null },
    signInTriesPerMinute: 60,
    trustProxy: site.LIANXIAN_TRUST_PROXY,
    logLevel: site.LIANXIAN_LOG,
    sandbox: null,
  }
}

const userIn = (address: string): string => address.slice('sip:'.length, address.indexOf('@'))
