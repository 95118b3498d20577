import type { HostApi } from '#shared/contract/host/host-api.ts'
import { type HostArgs, type HostResult, hostCalls } from '#shared/contract/host/host-calls.ts'
import {
  type HostCallName,
  type HostNewsName,
  hostKey,
  newsOf,
  phonePortMessage,
  type WindowKind,
} from '#shared/contract/host/host-names.ts'
import { type HostNews, hostNews } from '#shared/contract/host/host-news.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createEmitter, type Emitter } from '#shared/kit/emitter.ts'

/** What a page asks of the computer it runs on: the desktop shell, or a browser, which can do less. */
export interface Host {
  readonly kind: WindowKind | 'browser'
  /** Resolves to null where this host can't, or where asking was a bug (reported). Never rejects. */
  ask<N extends HostCallName>(name: N, args: HostArgs<N>): Promise<HostResult<N> | null>
  on<N extends HostNewsName>(name: N, listener: (news: HostNews<N>) => void): Disposer
  /** Each new end of the phone's port; in a browser none ever comes. */
  onPhonePort(listener: (port: MessagePort) => void): void
}

declare global {
  interface Window {
    readonly [hostKey]?: HostApi
  }
}

/** `onError` gets what does not keep the contract. */
function shellHost(page: Window, api: HostApi, onError: (error: unknown) => void): Host {
  const heard = new Map<HostNewsName, Emitter<unknown>>()
  for (const name of newsOf[api.kind] as readonly HostNewsName[]) {
    const emitter = createEmitter<unknown>(onError)
    heard.set(name, emitter)
    api[`on${name.charAt(0).toUpperCase()}${name.slice(1)}` as `on${Capitalize<HostNewsName>}`]((news) => {
      const parsed = hostNews[name].safeParse(news)
      if (parsed.success) emitter.emit(parsed.data)
      else onError(parsed.error)
    })
  }
  return {
    kind: api.kind,
    async ask(name, args) {
      try {
        const outcome = await (api[name] as (args: unknown) => Promise<unknown>)(args)
        const value = typeof outcome === 'object' && outcome !== null && 'value' in outcome ? outcome.value : undefined
        const parsed = hostCalls[name].result.safeParse(value)
        if (parsed.success) return parsed.data as never
        onError(new Error(`the host did not do ${name}`, { cause: outcome }))
      } catch (error) {
        onError(error)
      }
      return null
    },
    on: (name, listener) => heard.get(name)?.on(listener as (news: unknown) => void) ?? (() => undefined),
    onPhonePort(listener) {
      page.addEventListener('message', (event: MessageEvent<unknown>) => {
        const [port] = event.ports
        const ours = event.source === page && event.origin === page.location.origin && event.data === phonePortMessage
        if (ours && port) listener(port)
      })
      api.takePhonePort()
    },
  }
}

/** A browser tab: the backend is where the page came from, and there is nothing else to ask. */
const browserHost: Host = {
  kind: 'browser',
  ask: async () => null,
  on: () => () => undefined,
  onPhonePort: () => undefined,
}

/** The host of this page. */
export const findHost = (page: Window, onError: (error: unknown) => void): Host => {
  const api = page[hostKey]
  return api ? shellHost(page, api, onError) : browserHost
}
