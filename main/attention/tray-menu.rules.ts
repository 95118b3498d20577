import type { CallNote, HostArgs } from '#shared/contract/host/host-calls.ts'

/** State of the seat as the desk tells it. */
export type ToldState = HostArgs<'tellSeat'>['state']

/** What an item of the tray's menu asks for. */
export const menuActs = ['open', 'ready', 'not-ready', 'sign-out', 'start-with-system', 'quit'] as const
export type MenuAct = (typeof menuActs)[number]

/** One item. `checked` is null where there is no check box. */
export interface MenuItem {
  readonly act: MenuAct
  readonly enabled: boolean
  readonly checked: boolean | null
}

export interface MenuFacts {
  readonly state: ToldState
  readonly phase: CallNote['phase']
  readonly startWithSystem: boolean
  /** The site has set it for everybody. */
  readonly startForced: boolean
}

/** States in which the choice holds at once, or after the wrap-up that runs; during a call the desk's own buttons say "after this call", a menu can't. */
const chooses: { readonly [S in ToldState]: readonly MenuAct[] } = {
  'signed-out': [],
  offline: ['sign-out'],
  ready: ['not-ready', 'sign-out'],
  'not-ready': ['ready', 'sign-out'],
  'wrap-up': ['ready', 'not-ready', 'sign-out'],
  ringing: [],
  talking: [],
  hold: [],
}

/** The tray's menu: always the same items in the same places, dull where they would do nothing. */
export function trayMenu({ state, phase, startWithSystem, startForced }: MenuFacts): readonly MenuItem[] {
  const possible: ReadonlySet<MenuAct> = new Set(phase === 'none' ? chooses[state] : [])
  const enabled = (act: MenuAct): boolean => {
    if (act === 'open' || act === 'quit') return true
    return act === 'start-with-system' ? !startForced : possible.has(act)
  }
  return menuActs.map((act) => ({
    act,
    enabled: enabled(act),
    checked: act === 'start-with-system' ? startWithSystem : null,
  }))
}
