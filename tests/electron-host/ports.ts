import { HostEmitter, newEvent, strictClass } from './strict.ts'
import { decode, encode, notCloned } from './wire.ts'

/** Where the messages of one end go. */
export interface PortPlace {
  deliver(data: string): void
  /** The other end is closed. */
  closed(): void
}

/** One end of a channel; messages wait in it while nobody listens or it is on its way. */
export class PortEnd {
  other: PortEnd | null = null
  private place: PortPlace | null = null
  private readonly waiting: string[] = []
  open = true

  send(data: string): void {
    if (this.open) this.other?.take(data)
  }
  settle(place: PortPlace | null): void {
    this.place = place
    if (!place) return
    for (const data of this.waiting.splice(0)) place.deliver(data)
    if (!this.open) place.closed()
  }
  /** Ends both ends; the other hears of it. */
  close(): void {
    if (!this.open) return
    this.open = false
    const { other } = this
    if (!other?.open) return
    other.open = false
    // What was sent before is read before.
    setImmediate(() => other.place?.closed())
  }
  private take(data: string): void {
    if (!this.open) return
    if (this.place) this.place.deliver(data)
    else this.waiting.push(data)
  }
}

/** An end of a channel in main. */
export class MessagePortMain extends HostEmitter {
  private end: PortEnd | null
  private started = false
  private readonly place: PortPlace
  constructor(end: PortEnd) {
    super(['message', 'close'])
    this.end = end
    this.place = {
      deliver: (data) => setImmediate(() => this.emit('message', { data: decode(data), ports: [] })),
      closed: () => setImmediate(() => this.emit('close', newEvent())),
    }
  }
  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('electron host: a port over a port is not part of the host')
    this.end?.send(encode(message))
  }
  start(): void {
    if (this.started) return
    this.started = true
    this.end?.settle(this.place)
  }
  close(): void {
    this.end?.close()
  }
  /** @internal Takes the end out of main; the port is of no use afterwards. */
  detach(): PortEnd {
    const { end } = this
    if (!end) throw new Error('Port at index 0 is already neutered')
    this.end = null
    end.settle(null)
    return end
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const [one, two] = [new PortEnd(), new PortEnd()]
    one.other = two
    two.other = one
    this.port1 = new MessagePortMain(one)
    this.port2 = new MessagePortMain(two)
  }
}

strictClass(MessageChannelMain)

/** @throws as Electron does, when something else than a port of main is to be transferred */
export function endsOf(transfer: readonly unknown[]): PortEnd[] {
  if (transfer.some((each) => !(each instanceof MessagePortMain))) throw new Error(notCloned)
  return (transfer as MessagePortMain[]).map((port) => port.detach())
}

type Tell = (message: { k: 'port-message'; port: number; data: string } | { k: 'port-close'; port: number }) => void

/** The ends that live in one world of a page. */
export class WorldEnds {
  private readonly ends = new Map<number, PortEnd>()
  private next = 0
  private readonly tell: Tell
  constructor(tell: Tell) {
    this.tell = tell
  }
  /** @returns the number the page knows it by; call `settle` when the page was told of it */
  arrive(end: PortEnd): number {
    this.next += 1
    this.ends.set(this.next, end)
    return this.next
  }
  settle(id: number): void {
    this.ends.get(id)?.settle({
      deliver: (data) => this.tell({ k: 'port-message', port: id, data }),
      closed: () => {
        this.ends.delete(id)
        this.tell({ k: 'port-close', port: id })
      },
    })
  }
  /** The page gave an end to main. */
  fromPage(id: number): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain()
    this.ends.set(id, port1.detach())
    this.settle(id)
    return port2
  }
  message(id: number, data: string): void {
    this.ends.get(id)?.send(data)
  }
  close(id: number): void {
    this.ends.get(id)?.close()
    this.ends.delete(id)
  }
  closeAll(): void {
    for (const id of [...this.ends.keys()]) this.close(id)
  }
}
