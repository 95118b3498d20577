import type { FrameState } from './frames.ts'
import { answerInvoke, deliverSend } from './ipc-main.ts'
import type { Page } from './page.ts'
import { endsOf, WorldEnds } from './ports.ts'
import { newEvent } from './strict.ts'
import { decode } from './wire.ts'
import type { FromWorld } from './world-messages.ts'

/** Where a message came from, as Chromium tells it: a page can't say otherwise. */
interface From {
  readonly frame: FrameState
  readonly world: string
}

/** The messages between main and the preload's worlds of one `webContents`. */
export class ContentsIpc {
  private readonly ends = new Map<string, WorldEnds>()
  private readonly sender: object
  private readonly onPreloadError: (error: Error) => void
  constructor(sender: object, onPreloadError: (error: Error) => void) {
    this.sender = sender
    this.onPreloadError = onPreloadError
  }

  /** To the main frame. What nobody is there for is lost, and the ports with it. */
  emit(page: Page | null, message: { channel: string; data: string }, transfer: readonly unknown[]): void {
    const ends = endsOf(transfer)
    const world = page?.gone === false ? page.frames.main.world : null
    if (!page || world === null) {
      for (const end of ends) end.close()
      return
    }
    const here = this.endsIn(page, world)
    const ports = ends.map((end) => here.arrive(end))
    page.tell(world, { k: 'event', ...message, ports })
    for (const port of ports) here.settle(port)
  }

  received(page: Page | null, message: FromWorld, { frame: { frame }, world }: From): void {
    if (!page) return
    const { processId, routingId } = frame
    const event = { sender: this.sender, processId, frameId: routingId, type: 'frame', senderFrame: frame }
    if (message.k === 'invoke') this.invoked(page, message, { world, event })
    else if (message.k === 'send') {
      const ports = message.ports.map((id) => this.endsIn(page, world).fromPage(id))
      deliverSend(message.channel, newEvent({ ...event, ports }), decode(message.data) as unknown[])
    } else if (message.k === 'port-message') this.endsIn(page, world).message(message.port, message.data)
    else if (message.k === 'port-close') this.endsIn(page, world).close(message.port)
    else this.onPreloadError(Object.assign(new Error(message.message), { stack: message.stack }))
  }

  worldGone(world: string): void {
    this.ends.get(world)?.closeAll()
    this.ends.delete(world)
  }

  private invoked(
    page: Page,
    message: FromWorld & { k: 'invoke' },
    { world, event }: { world: string; event: object },
  ): void {
    const reply = (answer: { ok: boolean; data: string }): void =>
      page.tell(world, { k: 'reply', id: message.id, ...answer })
    answerInvoke(message.channel, newEvent(event), decode(message.data) as unknown[]).then(reply, (error: unknown) =>
      reply({ ok: false, data: String(error) }),
    )
  }
  private endsIn(page: Page, world: string): WorldEnds {
    const known = this.ends.get(world) ?? new WorldEnds((message) => page.tell(world, message))
    this.ends.set(world, known)
    return known
  }
}
