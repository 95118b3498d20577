/**
 * The names of the host bridge, without their schemas, so that a preload stays small. A name that is not here does not exist; `host-calls.ts` and
 * `host-news.ts` give each its shape.
 */

/** The kinds of windows the shell opens. `view`: a further window of the signed-in seat (a second monitor, the hall's wall). */
export const windowKinds = ['desk', 'phone', 'toast', 'view'] as const
export type WindowKind = (typeof windowKinds)[number]

/** What a page of each kind may ask of its host. */
export const callsOf = {
  desk: [
    'facts',
    'tellSeat',
    'tellCall',
    'journalOpen',
    'journalAppend',
    'journalCompact',
    'journalClose',
    'keepSignIn',
    'readSignIn',
    'forgetSignIn',
    'readSettings',
    'changeSettings',
    'openView',
    'mayOpen',
    'openExternal',
    'tryIt',
    'installUpdate',
    'note',
  ],
  phone: ['facts', 'readPhoneMemory', 'keepPhoneMemory', 'note'],
  toast: ['toastReady', 'toastAct'],
  view: ['facts', 'readSignIn', 'mayOpen', 'openExternal', 'note'],
} as const satisfies Record<WindowKind, readonly string[]>

/** What the host tells a page of each kind. */
export const newsOf = {
  desk: ['act', 'deepLink', 'update', 'settings'],
  phone: ['power'],
  toast: ['toast'],
  view: ['settings'],
} as const satisfies Record<WindowKind, readonly string[]>

export type HostCallName = (typeof callsOf)[WindowKind][number]
export type HostNewsName = (typeof newsOf)[WindowKind][number]

/** The IPC channel of a call, an invoke. */
export const callChannel = <N extends HostCallName>(name: N): `call:${N}` => `call:${name}`
/** The IPC channel of a piece of news. */
export const newsChannel = <N extends HostNewsName>(name: N): `news:${N}` => `news:${name}`
/** The IPC channel over which main gives a window its end of the phone's port. */
export const phonePortChannel = 'phone-port'
/** `data` of the window message that hands the page its end of the phone's port; the port is the message's only one. */
export const phonePortMessage = 'lianxian:phone-port'

/** The name the preload exposes the bridge by, in `window`. */
export const hostKey = 'lianxianHost'
