import type { WebContents } from 'electron'
import { type HostNewsName, newsChannel, newsOf, type WindowKind } from '#shared/contract/host/host-names.ts'
import { type HostNews, hostNews } from '#shared/contract/host/host-news.ts'

/** A page that can be told something. */
export interface Listener {
  readonly kind: WindowKind
  readonly contents: Pick<WebContents, 'send' | 'isDestroyed'>
}

/** Tells every page whose kind hears this news. A page that is gone is passed over. News of a wrong shape are a bug and throw. */
export function tellPages<N extends HostNewsName>(listeners: Iterable<Listener>, name: N, news: HostNews<N>): void {
  const checked = hostNews[name].parse(news)
  for (const { kind, contents } of listeners) {
    if ((newsOf[kind] as readonly HostNewsName[]).includes(name) && !contents.isDestroyed())
      contents.send(newsChannel(name), checked)
  }
}
