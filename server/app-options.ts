import type { Line } from '#shared/contract/phone/phone-messages.ts'
import type { DirectoryEntry } from '#shared/directory/entry.ts'
import type { Firm } from '#shared/enterprise/firm.ts'
import type { HallQueue } from '#shared/queue/hall-queue.ts'
import type { MetricSettings } from '#shared/queue/metrics.ts'
import type { CallHours } from '#shared/ticket/revisit-hours.rules.ts'
import type { CalendarYear } from '#shared/ticket/working-time.rules.ts'
import type { PublicRoute } from './ports/public-route.ts'
import type { TextGateway } from './ports/text-gateway.ts'
import type { NewAccount } from './seat/accounts.repository.ts'
import type { TrustedPeer } from './sip/elements/peers.rules.ts'
import type { StorageSite } from './storage/storage.ts'
import type { S3Place } from './ticket/attachment/s3-files.ts'

/** What only the sandbox does. */
export interface SandboxTerms {
  /** H(A1) values the edge accepts of a user besides the session's: seats and citizens with the sandbox's password. */
  readonly sipCredentials: (user: string) => readonly string[]
  /** What the citizen's web phone asks. */
  readonly publicRoutes: readonly PublicRoute[]
}

/** Everything the backend is told at its start. */
export interface AppOptions {
  readonly storage: StorageSite
  /** Address and port to listen on; port 0: any free one. */
  readonly address: string
  readonly port: number
  /** Names in Host headers the server answers to; its own port is meant where none is given. */
  readonly hostNames: readonly string[]
  /** Origins of the pages besides `http://` and the host names with the port, e.g. `https://desk.example`. */
  readonly origins: readonly string[]
  /** SIP domain and realm. */
  readonly domain: string
  readonly siteName: string
  /** 32 bytes everything secret is derived from. */
  readonly master: Uint8Array
  /** Folder of the built pages. */
  readonly pages: string
  /** Accounts to add where they are missing. */
  readonly accounts: readonly NewAccount[]
  /** Who can be brought into a call besides the seats, and what seats are for. */
  readonly directory: readonly DirectoryEntry[]
  /** Enterprises to add to the register where they are missing; default: none. */
  readonly enterprises?: readonly Firm[]
  /** Queues beside the hotline's, to which seats send callers; default: there are none. */
  readonly queues?: readonly HallQueue[]
  /** What desks are told of the edges, given the port it came to. */
  readonly line: (port: number) => Pick<Line, 'edges' | 'iceServers' | 'focus'>
  /** User part of the conference focus, and the password it registers with at the built-in edge; default: there is none. */
  readonly focus?: { readonly user: string; readonly secret: string | null }
  /** Where the queue stands for SIP proxies besides the built-in edge; default: nowhere. */
  readonly elements?: { readonly address: string; readonly port: number; readonly peers: readonly TrustedPeer[] }
  /** Where recordings are kept and for how many days; default: nothing is recorded. */
  readonly recordings?: { readonly folder: string; readonly days: number }
  /** Where files of tickets are kept, and the virus scan each goes through; default: no files are taken; without `clamd`: none is scanned. */
  readonly attachments?: {
    readonly folder: string
    /** A store of objects that keeps them in the folder's place; files on their way in lie in the folder. */
    readonly s3?: Omit<S3Place, 'incoming'>
    readonly clamd?: { readonly host: string; readonly port: number }
  }
  /** Duty mobiles 值班手机 of units, normalised, by the unit's id: texted at each dispatch. */
  readonly dutyMobiles: ReadonlyMap<string, string>
  /** Carries text messages to citizens and units; default: nobody is texted. */
  readonly textGateway?: TextGateway
  /** Years of the working calendar that are added to those that ship; default: none. */
  readonly calendar?: readonly CalendarYear[]
  /** Whether tickets the catalogue is sure of go to their unit without a dispatcher; default: no. */
  readonly autoDispatch?: boolean
  /** Agents' seats that may send their own tickets to a unit without a dispatcher 直派. Default: none. */
  readonly directDispatch?: readonly string[]
  /** Whether lists may be exported, with a second person's consent; default: no. */
  readonly exports?: boolean
  /** When citizens may be called about the result of their ticket; default: the usual hours. */
  readonly revisitHours?: readonly CallHours[]
  readonly metrics: MetricSettings
  /** Whether an agent is shown that a lead listens; one who whispers or talks is always shown. */
  readonly showListening: boolean
  readonly signInTriesPerMinute: number
  readonly trustProxy: boolean
  readonly logLevel: string
  readonly sandbox: SandboxTerms | null
}

/** The hotline's user part, and the name of its queue. */
export const hotline = '12345'
