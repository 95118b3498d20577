import { Registerer, RegistererState } from 'sip.js'
import { type Backoff, backoffDelay } from '#shared/kit/backoff.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { RegistrationState } from '#shared/telephony/leg-state.ts'
import { nextRegistration, type RegistrationEvent } from '#shared/telephony/registration.machine.ts'
import type { LineAgent } from './line-agent.ts'

/** As soon after an outage as the desk itself; jitter keeps a hall from registering in one instant. */
const backoff: Backoff = { first: 300, most: 800, jitter: 0.5 }
const expiresSeconds = 300
/** How long a sign-out waits for the registrar's word. */
const farewellMs = 1000

export interface RegistrationOptions {
  readonly agent: LineAgent
  readonly clock: Clock
  readonly random: () => number
  readonly onChange: (state: RegistrationState, detail: string | null) => void
}

/** A failure worth another try; everything else says that this line may not register. */
const isPassing = (status: number): boolean => status === 408 || status === 480 || status === 429 || status >= 500

/** Keeps a line registered: opens the socket, registers, and after a loss comes back with growing, jittered delays. */
export class Registration {
  readonly #options: RegistrationOptions
  #state: RegistrationState = 'off'
  #registerer: Registerer | undefined
  #attempt = 0
  #cancelRetry: Disposer = () => undefined

  constructor(options: RegistrationOptions) {
    this.#options = options
  }

  get isRegistered(): boolean {
    return this.#state === 'registered'
  }

  start(): void {
    this.#fire('connect', null)
    globalThis.addEventListener('online', this.#hurry)
    // An address that does not open rejects here; the first retry takes it from there.
    this.#options.agent.userAgent.start().then(this.#up, this.#down)
  }

  /** To be called when the transport says that its socket is gone. */
  readonly socketLost = (): void => this.#down()

  /** Signs off at the registrar where that is still possible, and closes the socket. */
  async stop(): Promise<void> {
    globalThis.removeEventListener('online', this.#hurry)
    this.#cancelRetry()
    const wasRegistered = this.isRegistered
    this.#fire('disconnect', null)
    if (wasRegistered) await this.#signOff()
    await this.#options.agent.userAgent.stop()
  }

  #signOff(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(farewellMs, resolve)
      const done = (): void => {
        cancel()
        resolve()
      }
      this.#registerer?.unregister({ requestDelegate: { onAccept: done, onReject: done } }).catch(done)
    })
  }

  readonly #up = (): void => {
    if (this.#fire('socket-up', null)) this.#register()
  }

  readonly #down = (): void => {
    if (this.#fire('socket-down', null)) this.#retryLater()
  }

  readonly #hurry = (): void => {
    if (this.#state !== 'lost') return
    this.#cancelRetry()
    this.#retry()
  }

  #retryLater(): void {
    if (this.#state !== 'lost') return
    const delay = backoffDelay(backoff, this.#attempt, this.#options.random())
    this.#attempt += 1
    this.#cancelRetry()
    this.#cancelRetry = this.#options.clock.after(delay, () => this.#retry())
  }

  #retry(): void {
    const { transport, userAgent } = this.#options.agent
    if (!transport.isConnected()) userAgent.reconnect().then(this.#up, this.#down)
    else if (this.#fire('try-again', null)) this.#register()
  }

  #register(): void {
    const registerer = this.#registerer ?? this.#newRegisterer()
    const current = (): boolean => registerer === this.#registerer
    const delegate = {
      onAccept: () => {
        if (current()) this.#accepted()
      },
      onReject: (response: { message: { statusCode?: number | undefined } }) => {
        if (current()) this.#rejected(response.message.statusCode ?? 500)
      },
    }
    registerer.register({ requestDelegate: delegate }).catch(() => {
      // A REGISTER went down with the old socket and still waits for its answer: leave it, start afresh.
      this.#registerer = undefined
      this.#register()
    })
  }

  #newRegisterer(): Registerer {
    const registerer = new Registerer(this.#options.agent.userAgent, {
      expires: expiresSeconds,
      refreshFrequency: 80,
      regId: 1,
      logConfiguration: false,
    })
    registerer.stateChange.addListener((state) => {
      // sip.js refreshes by itself and says here alone that a refresh failed.
      if (state !== RegistererState.Unregistered || registerer !== this.#registerer) return
      if (this.isRegistered && this.#fire('put-off', null)) this.#retryLater()
    })
    this.#registerer = registerer
    return registerer
  }

  #accepted(): void {
    this.#attempt = 0
    this.#fire('accepted', null)
  }

  #rejected(status: number): void {
    if (!isPassing(status)) this.#fire('refused', String(status))
    else if (this.#fire('put-off', String(status))) this.#retryLater()
  }

  #fire(event: RegistrationEvent, detail: string | null): boolean {
    const next = nextRegistration(this.#state, event)
    if (!next.ok) return false
    this.#state = next.value
    this.#options.onChange(next.value, detail)
    return true
  }
}
