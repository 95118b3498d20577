import { createStore, type StoreApi } from 'zustand/vanilla'
import type { HostNews } from '#shared/contract/host/host-news.ts'

/** What the shell has told this desk and a person has still to see. */
export type ShellStore = StoreApi<{
  /** A number another program wants dialled: put before the person, never dialled by itself. */
  readonly offered: string | null
  readonly update: HostNews<'update'>
}>

/** Makes the store. */
export const createShellStore = (): ShellStore => createStore(() => ({ offered: null, update: { state: 'none' } }))
