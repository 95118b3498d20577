import type { HostNews } from '#shared/contract/host/host-news.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { Host } from '../../bridge/host.ts'
import { phoneBarView } from '../../telephony/phone-bar.rules.ts'
import type { Desk, DeskPhone } from '../open-desk.ts'
import type { Page } from '../route.ts'
import type { ShellStore } from './shell.store.ts'

export interface HostActs {
  signOut(): void
  goTo(page: Page): void
}

/** Presses the button of the bar that a key outside stands for; one that can't be pressed does nothing. */
function press({ store, acts }: DeskPhone, act: HostNews<'act'>['act']): void {
  const { offer, tools } = phoneBarView(store.getState().snapshot)
  const button = [...offer, ...tools].find((each) => each.act === act || (act === 'mute' && each.act === 'unmute'))
  if (button) acts.press(button)
}

/** Does what was pressed outside the page: global keys, the tray's menu, the toast, links of other programs. */
export function obeyHost(host: Host, desk: Desk, parts: { store: ShellStore; acts: HostActs }): Disposer {
  const { store, acts } = parts
  const open = createDisposerList()
  open.add(
    host.on('act', ({ act }) => {
      if (act === 'ready') desk.seatActs.ready()
      else if (act === 'not-ready') desk.seatActs.notReady('rest')
      else if (act === 'sign-out') acts.signOut()
      else if (desk.phone) press(desk.phone, act)
    }),
  )
  open.add(
    host.on('deepLink', (link) => {
      if (link.kind === 'page') acts.goTo(link.page)
      else store.setState({ offered: link.number })
    }),
  )
  open.add(host.on('update', (update) => store.setState({ update })))
  return open.dispose
}
