import type { Readable, Writable } from 'node:stream'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }

type Commands = Protocol.CommandParameters
type Answers = Protocol.CommandReturnValues
type Events = Protocol.Events
type Method = keyof Commands & keyof Answers

/** Chromium's refusal, such as for a page that has gone meanwhile. */
export class CdpError extends Error {}

/** One session of Chromium's DevTools protocol: the browser itself or one target. */
export interface CdpSession {
  send<M extends Method>(method: M, params?: Commands[M]): Promise<Answers[M]>
  on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): void
}

export interface CdpConnection extends CdpSession {
  session(id: string): CdpSession
  /** Chromium is gone. */
  readonly closed: Promise<void>
}

interface Message {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}
interface Waiting {
  resolve(value: never): void
  reject(error: Error): void
  readonly method: string
}

/** Speaks over `--remote-debugging-pipe`: when this process dies the pipe ends, and Chromium with it. */
export function connectPipe(to: Writable, from: Readable): CdpConnection {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, ((params: never) => void)[]>()
  let next = 0
  const parts: Buffer[] = []
  const take = (message: Message): void => {
    if (message.id !== undefined) {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) asked?.reject(new CdpError(`${asked.method}: ${message.error.message}`))
      else asked?.resolve(message.result as never)
      return
    }
    for (const listener of listeners.get(`${message.sessionId ?? ''} ${message.method}`) ?? [])
      listener(message.params as never)
  }
  from.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end))
      const text = Buffer.concat(parts.splice(0)).toString()
      start = end + 1
      take(JSON.parse(text) as Message)
    }
    parts.push(chunk.subarray(start))
  })
  const closed = new Promise<void>((resolve) => from.once('close', resolve))
  to.on('error', () => undefined)
  from.on('error', () => undefined)
  closed.then(() => {
    for (const asked of waiting.values()) asked.reject(new CdpError(`${asked.method}: Chromium is gone`))
    waiting.clear()
  }, undefined)

  const session = (sessionId?: string): CdpSession => ({
    send: (method, params) =>
      new Promise((resolve, reject) => {
        next += 1
        waiting.set(next, { resolve: resolve as (value: never) => void, reject, method })
        to.write(`${JSON.stringify({ id: next, method, params: params ?? {}, sessionId })}\0`)
      }),
    on(event, listener) {
      const key = `${sessionId ?? ''} ${event}`
      listeners.set(key, [...(listeners.get(key) ?? []), listener as (params: never) => void])
    },
  })
  return { ...session(), session, closed }
}
