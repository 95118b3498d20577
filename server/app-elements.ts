import type { Base } from './app-base.ts'
import type { Sip } from './app-sip.ts'
import { openElementServer } from './sip/elements/element-server.ts'
import { randomId } from './system-clock.ts'

/** How often strangers are written about, ms: anybody may send datagrams. */
const strangerPauseMs = 60_000

/** Puts what stands behind the edge behind the site's SIP proxies too, where it has any. The result closes it. */
export async function openElements(base: Base, { elements, hear }: Sip): Promise<() => Promise<void>> {
  const { clock, options, log } = base
  if (!options.elements) return async () => {}
  let quietUntil = 0
  const server = await openElementServer({
    ...options.elements,
    domain: options.domain,
    elements,
    clock,
    newId: randomId,
    onError: base.onError('sip-proxies'),
    stranger({ address }) {
      if (clock.now() < quietUntil) return
      quietUntil = clock.now() + strangerPauseMs
      log.warn({ address }, 'no proxy of ours: not listened to')
    },
  })
  const stop = server.events.on(hear)
  log.info({ port: server.port }, 'listening for SIP proxies')
  return async () => {
    stop()
    await server.close()
  }
}
