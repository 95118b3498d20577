import { type Params, parseParams } from './params.ts'
import { isHost, parsePort } from './uri.ts'

/** One Via (RFC 3261 20.42). `sentBy` is host[:port] in lower case. */
export interface Via {
  readonly transport: string
  readonly sentBy: string
  readonly params: Params
}

const start =
  /^SIP[ \t]*\/[ \t]*2\.0[ \t]*\/[ \t]*([A-Za-z0-9\-.!%*_+`'~]+)[ \t]+(\[[^\]]*\]|[^\s:;]+)[ \t]*(?::[ \t]*(\d+))?[ \t]*(;.*)?$/s

/** Reads one element of a Via header; undefined when malformed. */
export function parseVia(text: string): Via | undefined {
  const match = start.exec(text.trim())
  const transport = match?.[1]
  const host = match?.[2]
  if (transport === undefined || host === undefined || !isHost(host)) return undefined
  const portText = match?.[3]
  if (portText !== undefined && parsePort(portText) === undefined) return undefined
  const params = parseParams(match?.[4] ?? '')
  if (!params) return undefined
  const sentBy = portText === undefined ? host : `${host}:${portText}`
  return { transport: transport.toUpperCase(), sentBy: sentBy.toLowerCase(), params }
}
