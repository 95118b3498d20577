import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import * as z from 'zod'

/** What `npm start` was asked for. */
export interface Flags {
  readonly headless: boolean
  /** 0: any free one. */
  readonly port: number
  readonly data: string
  readonly citizens: boolean
}

/** What is wrong with the command line, in words for the person who typed it. */
export type FlagAnswer =
  | { readonly ok: true; readonly flags: Flags }
  | { readonly ok: false; readonly sentence: string }

const values = {
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535),
  data: z.string().min(1),
  citizens: z.enum(['on', 'off']).transform((word) => word === 'on'),
} as const
const wanted = { port: 'a number from 0 to 65535', data: 'a folder', citizens: 'on or off' } as const

/** Reads the flags; `--port N` and `--port=N` are the same. The sentence names the first flag that is wrong. */
export function readFlags(args: readonly string[], folder: () => string): FlagAnswer {
  const given: Partial<Record<string, string>> = {}
  let headless = false
  const left = [...args]
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const [flag = '', inline] = next.split(/=(.*)/s, 2)
    const name = flag.replace(/^--/, '')
    if (flag === '--headless' && inline === undefined) headless = true
    else if (flag.startsWith('--') && Object.hasOwn(values, name)) {
      const value = inline ?? left.shift()
      if (value === undefined) return wrong(name)
      given[name] = value
    } else return { ok: false, sentence: `Unknown flag ${flag}; known: --headless, --port, --data, --citizens.` }
  }
  const port = values.port.safeParse(given.port ?? '5345')
  if (!port.success) return wrong('port')
  const data = values.data.safeParse(given.data ?? folder())
  if (!data.success) return wrong('data')
  const citizens = values.citizens.safeParse(given.citizens ?? 'on')
  if (!citizens.success) return wrong('citizens')
  return { ok: true, flags: { headless, port: port.data, data: resolve(data.data), citizens: citizens.data } }
}

const wrong = (name: string): FlagAnswer => ({
  ok: false,
  sentence: `--${name} wants ${wanted[name as keyof typeof wanted]}.`,
})

/** The usual per-user folder of this system. */
export function userFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Lianxian')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Lianxian')
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'lianxian')
}
