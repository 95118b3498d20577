import { decode, encode } from '../wire.ts'
import { bindingName, type FromWorld, invokeName, receiverName, type ToWorld } from '../world-messages.ts'
import { openBridge } from './bridge.ts'
import { openIpc } from './ipc-renderer.ts'
import { strict } from './strict.ts'

type Preload = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
) => void

export interface PreloadWorldParts {
  /** Name of the events both worlds meet by. */
  readonly secret: string
  /** The preload as a function; null: the window has none. */
  readonly preload: Preload | null
  readonly process: {
    readonly platform: string
    readonly arch: string
    readonly versions: object
    readonly argv: string[]
  }
}

/** Runs first in the preload's world of every frame; the preload itself runs in main frames alone, as without `nodeIntegrationInSubFrames`. */
export function startPreloadWorld(parts: PreloadWorldParts): void {
  const world = globalThis as unknown as Record<string, unknown>
  const send = world[bindingName] as (text: string) => void
  delete world[bindingName]
  const tell = (message: FromWorld): void => send(JSON.stringify(message))
  const { ipcRenderer, receive } = openIpc(tell)
  const fixed = (name: string, value: unknown) => Object.defineProperty(world, name, { value, enumerable: false })
  fixed(receiverName, (text: string) => receive(JSON.parse(text) as ToWorld))
  fixed(invokeName, (channel: string, args: string) =>
    ipcRenderer.invoke(channel, ...(decode(args) as unknown[])).then(
      (value) => ({ ok: true, value: encode(value) }),
      (error: unknown) => ({ ok: false, value: encode(error) }),
    ),
  )
  if (window !== window.top || !parts.preload) return

  const bridge = openBridge(parts.secret, 'preload')
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown): void => bridge.expose(key, api),
  })
  const electron = strict('electron', { contextBridge, ipcRenderer })
  const require = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  const process = strict('process', {
    ...parts.process,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    env: {},
  })
  const module = { exports: {} }
  try {
    parts.preload(require, module, module.exports, process)
  } catch (error) {
    const told = error instanceof Error ? error : new Error(String(error))
    console.error(`Unable to load preload script: ${told.stack}`)
    tell({ k: 'preload-error', message: told.message, stack: told.stack ?? '' })
  }
}
