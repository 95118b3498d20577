import type Electron from 'electron'
import { strict } from './strict.ts'
import { encode } from './wire.ts'

type Handler = (event: never, ...args: never[]) => unknown
type Raw = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Raw>()
const listeners = new Map<string, { run: Raw; once: boolean }[]>()

const listen = (channel: string, run: Handler, once: boolean) => {
  listeners.set(channel, [...(listeners.get(channel) ?? []), { run: run as Raw, once }])
  return ipcMain
}
const forget = (channel: string, run: Handler) => {
  listeners.set(
    channel,
    (listeners.get(channel) ?? []).filter((each) => each.run !== (run as Raw)),
  )
  return ipcMain
}

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof handler !== 'function')
      throw new Error(`Expected handler to be a function, but found type '${typeof handler}'`)
    handlers.set(channel, handler as Raw)
  },
  removeHandler(channel: string): void {
    handlers.delete(channel)
  },
  on: (channel: string, run: Handler) => listen(channel, run, false),
  once: (channel: string, run: Handler) => listen(channel, run, true),
  off: forget,
  removeListener: forget,
  removeAllListeners(channel?: string) {
    if (channel === undefined) listeners.clear()
    else listeners.delete(channel)
    return ipcMain
  },
})
ipcMain satisfies Pick<Electron.IpcMain, 'removeHandler'>

/** Runs the handler of a channel. @returns the text of its result (wire.ts), or of its error, worded as Electron words it */
export async function answerInvoke(
  channel: string,
  event: object,
  args: unknown[],
): Promise<{ ok: boolean; data: string }> {
  const handler = handlers.get(channel)
  if (!handler) return { ok: false, data: `Error: No handler registered for '${channel}'` }
  try {
    return { ok: true, data: encode(await handler(event, ...args)) }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { ok: false, data: String(error) }
  }
}

/** To the listeners of `ipcMain.on`. */
export function deliverSend(channel: string, event: object, args: unknown[]): void {
  for (const { run, once } of listeners.get(channel) ?? []) {
    if (once) forget(channel, run as Handler)
    run(event, ...args)
  }
}
