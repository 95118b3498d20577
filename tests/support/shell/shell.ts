import type { Page } from '@playwright/test'
import type { HostSwitches, PowerKind, Stroke, TrayFacts, WindowFacts } from '#tests/electron-host/control-messages.ts'
import type { Recorded } from '#tests/electron-host/record.ts'

export type { HostSwitches, PowerKind, Recorded, TrayFacts, WindowFacts }

/** How a program is started. */
export interface ShellOptions {
  /** Path of the built main process, CommonJS. */
  readonly main: string
  /** Folder of all it keeps; passed as `--data=FOLDER`. */
  readonly userData: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The machine it finds; the host alone can play one. */
  readonly machine?: Partial<HostSwitches>
  /** Path of a window's pages, by its kind; usually '/' for `desk` and `/KIND` for the others. */
  readonly pathOf?: (kind: string) => string
}

export interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

/** A call from the preload's world, as a hostile page could make it. */
export interface FuzzCall {
  /** Beginning of the address of a frame below the main one; left out: the main frame. */
  readonly frame?: string
}

/** A running desktop program. A window is known by its kind, which its address names. */
export interface Shell {
  /** Waits until there is such a window, and its page is not one that crashed. ms, 15,000 unless told */
  page(kind: string, timeout?: number): Promise<Page>
  windows(): Promise<readonly WindowFacts[]>
  /** A global shortcut. @returns whether the program listens to it */
  press(accelerator: string): Promise<boolean>
  tray(): Promise<TrayFacts | null>
  /** null: the icon itself */
  clickTray(label: string | null): Promise<void>
  /** @param index of those shown, from 0; -1 is the last */
  clickNotification(index: number): Promise<void>
  /** What main asked of the system, in order. */
  recorded(): Promise<readonly Recorded[]>
  /** Button every further dialog is answered by. */
  answerDialogs(index: number): Promise<void>
  power(kind: PowerKind): Promise<void>
  /** Changes the machine under the running program. */
  machine(change: Partial<HostSwitches>): Promise<void>
  /** Starts the program once more on the same folder. @returns how that second process ended */
  secondInstance(argv: readonly string[]): Promise<Exit>
  openUrl(url: string): Promise<void>
  activate(): Promise<void>
  invoke(kind: string, channel: string, args: readonly unknown[], from?: FuzzCall): Promise<FuzzOutcome>
  /** The page's process dies. */
  crash(kind: string): Promise<void>
  /** The page is said to hang. */
  hang(kind: string): Promise<void>
  /** A key of the keyboard in a window, e.g. `{ key: '+', control: true }`. */
  type(kind: string, stroke: TypedKey): Promise<void>
  /** As by the window's own button. */
  close(kind: string): Promise<void>
  focus(kind: string): Promise<void>
  /** As the user quits. Resolves when the process has ended. */
  quit(): Promise<Exit>
  /** SIGKILL to everything that was started. */
  kill(): Promise<Exit>
  readonly exited: Promise<Exit>
  /** Output of the process so far. */
  output(): string
  /** Origin the network sees for pages of `app://lianxian`. */
  readonly pageOrigin: string
}
/** Modifiers are up and no input method is at work unless it says so. */
export type TypedKey = Pick<Stroke, 'key'> & Partial<Omit<Stroke, 'id'>>
export type FuzzOutcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Error }
