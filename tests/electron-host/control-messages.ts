import type { Recorded } from './record.ts'

/** A machine the host plays. */
export interface HostSwitches {
  /** What keeps secrets; `unavailable`: nothing does. */
  readonly keyring: 'gnome_libsecret' | 'kwallet6' | 'basic_text' | 'unavailable'
  /** Accelerators another program has. */
  readonly takenShortcuts: readonly string[]
  /** Screens; the first is the primary one. DIP. */
  readonly displays: readonly HostDisplay[]
  readonly packaged: boolean
  readonly locale: string
  readonly dark: boolean
  /** Seconds since the last key or mouse. */
  readonly idleSeconds: number
}
export interface HostDisplay {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly scaleFactor?: number
}

export interface WindowFacts {
  readonly id: number
  readonly title: string
  readonly url: string
  readonly visible: boolean
  readonly focused: boolean
  readonly minimized: boolean
  readonly alwaysOnTop: boolean
  readonly fullScreen: boolean
  readonly crashed: boolean
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}
export interface TrayFacts {
  /** Name of the file its picture came from. */
  readonly image: string
  readonly toolTip: string
  readonly title: string
  /** Labels of its menu, submenus flattened; separators are '-'. */
  readonly menu: readonly string[]
}
export type PowerKind = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown' | 'on-ac' | 'on-battery'

/** What the driver asks of the host: arguments and answer. */
export interface Asks {
  /** Address for a second DevTools client, when Chromium runs. */
  endpoint: (none: null) => string | null
  windows: (none: null) => readonly WindowFacts[]
  press: (accelerator: string) => boolean
  tray: (none: null) => TrayFacts | null
  clickTray: (label: string | null) => null
  clickNotification: (index: number) => null
  recorded: (none: null) => readonly Recorded[]
  answerDialogs: (index: number) => null
  power: (kind: PowerKind) => null
  machine: (change: Partial<HostSwitches>) => null
  openUrl: (url: string) => null
  activate: (none: null) => null
  /** From the preload's world of a frame, as a hostile page could. `args` and the outcome are written by wire.ts; null: no such frame yet. */
  invoke: (call: InvokeCall) => InvokeOutcome | null
  crash: (id: number) => null
  hang: (id: number) => null
  /** A key of the keyboard, down and up: main is asked before the page gets it. */
  type: (stroke: Stroke) => null
  close: (id: number) => null
  focus: (id: number) => null
  /** As the user's own quitting. */
  quit: (none: null) => null
}
export interface Stroke {
  readonly id: number
  /** As a page sees it in `KeyboardEvent.key`. */
  readonly key: string
  readonly control: boolean
  readonly alt: boolean
  /** An input method is at work with it. */
  readonly composing: boolean
}
export interface InvokeCall {
  readonly id: number
  readonly channel: string
  readonly args: string
  /** Beginning of the address of a frame below the main one. */
  readonly frame?: string
}
export interface InvokeOutcome {
  readonly ok: boolean
  readonly value: string
}
export type Ask = keyof Asks

export interface AskMessage {
  readonly id: number
  readonly ask: Ask
  readonly arg: unknown
}
export type AnswerMessage =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string }
