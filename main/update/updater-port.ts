import type { SiteSettings } from '#shared/contract/host/settings.schema.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { UpdateEvent } from './update-state.rules.ts'

/** Where a site keeps its updates. */
export type UpdateFeed = NonNullable<SiteSettings['update']>

/** As much of an updater as we use. What it finds and loads comes as events. */
export interface Updater {
  /** Asks the server and loads what is newer; settles when asked, never rejects. */
  check(): Promise<void>
  /** Whether a loaded update is installed when the program ends. */
  installOnQuit(on: boolean): void
  /** Ends the program and installs. */
  install(): void
  dispose: Disposer
}

export interface UpdaterParts {
  readonly feed: UpdateFeed
  /** Asked before anything is loaded. */
  readonly accepts: (version: string) => boolean
  readonly tell: (event: UpdateEvent) => void
}

export type OpenUpdater = (parts: UpdaterParts) => Promise<Updater>
