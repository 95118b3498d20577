/** What passes between the host and the preload's world of a page, as JSON; `data` is written by wire.ts. */

/** By the binding, hence with a context Chromium itself names. */
export type FromWorld =
  | { readonly k: 'invoke'; readonly id: number; readonly channel: string; readonly data: string }
  | { readonly k: 'send'; readonly channel: string; readonly data: string; readonly ports: readonly number[] }
  | { readonly k: 'port-message'; readonly port: number; readonly data: string }
  | { readonly k: 'port-close'; readonly port: number }
  | { readonly k: 'preload-error'; readonly message: string; readonly stack: string }

export type ToWorld =
  | { readonly k: 'reply'; readonly id: number; readonly ok: boolean; readonly data: string }
  | { readonly k: 'event'; readonly channel: string; readonly data: string; readonly ports: readonly number[] }
  | { readonly k: 'port-message'; readonly port: number; readonly data: string }
  | { readonly k: 'port-close'; readonly port: number }

/** Name of the preload's world: the binding is there alone. */
export const worldName = 'Electron Isolated Context'
export const bindingName = '__electronHostSend'
export const receiverName = '__electronHostReceive'
/** The fuzzing door of the driver, in the preload's world: `(channel, ...args) => Promise`. */
export const invokeName = '__electronHostInvoke'
