import { EmitterImpl, type Transport, TransportState } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'

/** `edges`: WebSocket addresses, tried in turn. `connectLimitMs`: how long one may take to open. */
export interface EdgeTransportOptions {
  readonly edges: readonly string[]
  readonly connectLimitMs: number
  readonly clock: Clock
}

/**
 * SIP over WebSocket (RFC 7118) to one of several edges. Stays with an edge until it fails to open.
 * Tells of a dropped socket at once and never comes back by itself: that is the registration's work.
 */
export class EdgeTransport implements Transport {
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined
  readonly stateChange = new EmitterImpl<TransportState>()
  /** Clock time of the last message from the edge: any message proves that the flow is alive. */
  heardAt = 0
  readonly #options: EdgeTransportOptions
  #edge = 0
  #state = TransportState.Disconnected
  #socket: WebSocket | undefined
  #opening: Promise<void> | undefined

  constructor(_logger: unknown, options: EdgeTransportOptions) {
    this.#options = options
  }

  get state(): TransportState {
    return this.#state
  }

  /** Sent-protocol of the Via header (RFC 7118 5.1). */
  get protocol(): string {
    return this.#address().startsWith('wss:') ? 'WSS' : 'WS'
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected
  }

  connect(): Promise<void> {
    if (this.isConnected()) return Promise.resolve()
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  disconnect(): Promise<void> {
    this.#close(undefined)
    return Promise.resolve()
  }

  dispose(): Promise<void> {
    return this.disconnect()
  }

  send(message: string): Promise<void> {
    if (!this.#socket || !this.isConnected()) return Promise.reject(new Error('Not connected.'))
    this.#socket.send(message)
    return Promise.resolve()
  }

  /** Gives up a socket that no longer answers, without waiting for its closing handshake. */
  drop(): void {
    this.#close(new Error('The edge does not answer.'))
  }

  #address(): string {
    return this.#options.edges[this.#edge % this.#options.edges.length] ?? ''
  }

  #open(): Promise<void> {
    this.#become(TransportState.Connecting)
    const socket = new WebSocket(this.#address(), 'sip')
    this.#socket = socket
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        if (this.#socket !== socket || this.#state !== TransportState.Connecting) return
        this.#edge += 1
        this.#close(error)
        reject(error)
      }
      const cancel = this.#options.clock.after(this.#options.connectLimitMs, () => fail(new Error('Too slow to open.')))
      socket.onopen = () => {
        cancel()
        if (this.#socket !== socket) return
        this.heardAt = this.#options.clock.now()
        this.#become(TransportState.Connected)
        this.onConnect?.()
        resolve()
      }
      socket.onclose = () => {
        cancel()
        const error = new Error('The socket closed.')
        if (this.#state === TransportState.Connecting) fail(error)
        else if (this.#socket === socket) this.#close(error)
        reject(error)
      }
      socket.onmessage = (event) => this.#hear(event.data)
    })
  }

  #hear(data: unknown): void {
    this.heardAt = this.#options.clock.now()
    if (typeof data === 'string' && data.trim() !== '') this.onMessage?.(data)
  }

  #close(error: Error | undefined): void {
    const socket = this.#socket
    if (!socket) return
    const wasConnected = this.isConnected()
    this.#socket = undefined
    socket.onmessage = null
    socket.onopen = null
    socket.close()
    this.#become(TransportState.Disconnected)
    if (wasConnected) this.onDisconnect?.(error)
  }

  #become(state: TransportState): void {
    this.#state = state
    this.stateChange.emit(state)
  }
}
