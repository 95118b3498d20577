import { EmitterImpl, type Transport, TransportState } from 'sip.js'
import { WebSocket } from 'ws'

/** Where the party connects; what the user agent's `transportOptions` hold. */
export interface PartyTransportOptions {
  readonly server: string
}

const connectMs = 5000

/** SIP over WebSocket in Node for sip.js, on `ws`, without touching any global. It does not reconnect by itself. */
export class PartyTransport implements Transport {
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined
  readonly protocol: string
  readonly stateChange = new EmitterImpl<TransportState>()
  private current = TransportState.Disconnected
  private socket: WebSocket | undefined
  private readonly server: string

  constructor(_logger: unknown, options: PartyTransportOptions) {
    this.server = options.server
    this.protocol = options.server.startsWith('wss:') ? 'WSS' : 'WS'
  }

  get state(): TransportState {
    return this.current
  }

  isConnected(): boolean {
    return this.current === TransportState.Connected
  }

  async connect(): Promise<void> {
    if (this.socket) return
    // One message a task, as in a browser: sip.js deals with an ACK in a promise and refuses what comes in the same task.
    const socket = new WebSocket(this.server, 'sip', {
      handshakeTimeout: connectMs,
      perMessageDeflate: false,
      allowSynchronousEvents: false,
    })
    this.socket = socket
    this.move(TransportState.Connecting)
    socket.on('message', (data) => this.onMessage?.(String(data)))
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => {
        this.move(TransportState.Connected)
        this.onConnect?.()
        resolve()
      })
      socket.on('error', reject)
      socket.once('close', () => {
        reject(new Error('closed'))
        this.closed(socket)
      })
    })
  }

  async disconnect(): Promise<void> {
    const socket = this.socket
    if (!socket) return
    this.move(TransportState.Disconnecting)
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => socket.terminate(), 1000)
      socket.once('close', () => {
        clearTimeout(force)
        resolve()
      })
      socket.close(1000)
    })
  }

  /** Cuts the connection as a dead network would, for tests and drills. */
  cut(): void {
    this.socket?.terminate()
  }

  dispose(): Promise<void> {
    return this.disconnect()
  }

  async send(message: string): Promise<void> {
    if (!this.socket || !this.isConnected()) throw new Error('Not connected.')
    this.socket.send(message)
  }

  private closed(socket: WebSocket): void {
    if (this.socket !== socket) return
    const wanted = this.current === TransportState.Disconnecting
    this.socket = undefined
    this.move(TransportState.Disconnected)
    this.onDisconnect?.(wanted ? undefined : new Error('connection lost'))
  }

  private move(state: TransportState): void {
    if (this.current === state) return
    this.current = state
    this.stateChange.emit(state)
  }
}
