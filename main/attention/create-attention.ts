import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import {
  type AttentionFacts,
  type AttentionPicture,
  attentionOf,
  noCall,
  noSeat,
  type SeatNote,
} from './attention.rules.ts'
import type { MenuAct, MenuItem, ToldState } from './tray-menu.rules.ts'

/** The sentences this facility says. */
export type AttentionText = `state.${ToldState}` | 'tray.seat' | 'tray.nobody' | `tray.${MenuAct}` | 'badge.unsent'
type Say = (key: AttentionText, values?: Readonly<Record<string, string | number>>) => string

/** The tray's icon. `sign` is a name of `tray-NAME.png`. */
export interface TrayPort {
  show(sign: AttentionPicture['sign'], tooltip: string): void
  menu(items: readonly (MenuItem & { readonly label: string })[]): void
  dispose: Disposer
}

export interface AttentionPorts {
  readonly tray: TrayPort
  /** 0: none. The text is for people who hear the task bar. */
  readonly badge: (count: number, text: string) => void
  readonly flash: (on: boolean) => void
  /** null: none. */
  readonly toast: (note: CallNote | null) => void
  readonly settings: () => Pick<AttentionFacts, 'settings' | 'startForced'>
  readonly t: Say
}

/** What draws attention to us outside the window: tray, badge, flashing button, toast. */
export interface Attention {
  tellSeat(note: SeatNote): void
  tellCall(note: CallNote): void
  focusChanged(focused: boolean): void
  /** Settings, language or the desk's window are others now: says all of it anew, also the tick a click has set by itself. */
  refresh(): void
  /** Nothing flashes, no toast, no badge, no tray. */
  dispose: Disposer
}

/** Shows at once that nobody is signed in. */
export function createAttention(ports: AttentionPorts): Attention {
  const { t } = ports
  let facts = { seat: noSeat, call: noCall, focused: false }
  let gone = false
  let changed = keepLast(asAtStart)

  const draw = (): void => {
    const picture = attentionOf({ ...facts, ...ports.settings() })
    const tooltip = tooltipOf(picture, t)
    if (changed('tray', [picture.sign, tooltip])) ports.tray.show(picture.sign, tooltip)
    const items = picture.menu.map((item) => ({ ...item, label: t(`tray.${item.act}`) }))
    if (changed('menu', items)) ports.tray.menu(items)
    const badgeText = picture.badge === 0 ? '' : t('badge.unsent', { count: picture.badge })
    if (changed('badge', [picture.badge, badgeText])) ports.badge(picture.badge, badgeText)
    if (changed('flash', picture.flash)) ports.flash(picture.flash)
    if (changed('toast', picture.toast)) ports.toast(picture.toast)
  }
  const set = (more: Partial<typeof facts>): void => {
    facts = { ...facts, ...more }
    if (!gone) draw()
  }
  draw()

  return {
    tellSeat: (seat) => set({ seat }),
    tellCall: (call) => set({ call }),
    focusChanged: (focused) => set({ focused }),
    refresh() {
      changed = keepLast([])
      set({})
    },
    dispose() {
      if (gone) return
      set({ seat: noSeat, call: noCall })
      gone = true
      ports.tray.dispose()
    },
  }
}

const tooltipOf = ({ seat, state }: AttentionPicture, t: Say): string => {
  const values = { state: t(`state.${state}`) }
  return seat === null ? t('tray.nobody', values) : t('tray.seat', { ...values, seat })
}

/** What is off at the start needs no saying. */
const asAtStart = [
  ['badge', JSON.stringify([0, ''])],
  ['flash', 'false'],
  ['toast', 'null'],
] as const

/** Whether a value is another than the last of its name. */
function keepLast(known: Iterable<readonly [string, string]>): (name: string, value: unknown) => boolean {
  const last = new Map(known)
  return (name, value) => {
    const text = JSON.stringify(value)
    const other = last.get(name) !== text
    last.set(name, text)
    return other
  }
}
