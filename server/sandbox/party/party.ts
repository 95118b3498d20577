import { randomUUID } from 'node:crypto'
import { type Invitation, Inviter, Registerer, RegistererState, type Session, SIPExtension, UserAgent } from 'sip.js'
import { createEmitter, type Emitter } from '#shared/kit/emitter.ts'
import { createPartyCall, type PartyCall, type PartyCallControl } from './party-call.ts'
import { createPartyMedia, type PartyMedia } from './party-media.ts'
import { PartyTransport } from './party-transport.ts'

export interface PartyOptions {
  /** Address of the edge, `ws://127.0.0.1:PORT/sip`. */
  readonly url: string
  /** User part, e.g. `citizen-13800000000` or `8001`. */
  readonly user: string
  readonly domain: string
  readonly password: string
  readonly displayName?: string
  /** Names the telephone at the registrar (RFC 5626 4.1), a UUID; default: a fresh one. */
  readonly instanceId?: string
  /** Runs for each incoming call. Default: nothing, the call rings until the caller gives up. */
  onIncoming?(call: PartyCall): void
  /** A fault in a listener or in the call's own machinery. */
  onError?(error: unknown): void
}

/** What `register` came to. */
export type PartyRegistration = { readonly ok: true } | { readonly ok: false; readonly status: number | null }

/** A SIP party in Node with real sound: a scripted citizen or expert, or one end of a test. */
export interface Party {
  readonly connected: boolean
  readonly connection: Pick<Emitter<'up' | 'down'>, 'on'>
  /** Opens the connection when it is not; rejects when that fails. */
  connect(): Promise<void>
  register(): Promise<PartyRegistration>
  /** It is called no more; calls that are up go on, and so does the connection. */
  unregister(): Promise<void>
  /** Calls a user of the domain; connects first when needed. `headers`: further header lines, e.g. `Replaces: …`. */
  call(target: string, headers?: readonly string[]): Promise<PartyCall>
  /** Cuts the connection as a dead network would. */
  cut(): void
  /** Ends all calls and the connection. */
  dispose(): Promise<void>
}

interface Kit {
  readonly agent: UserAgent
  readonly mediaOf: (session: Session) => PartyMedia
  /** Closes the sound of sessions that were left without an end. */
  closeMedia(): void
}

function createAgent(
  options: PartyOptions,
  incoming: (invitation: Invitation) => void,
  connection: Emitter<'up' | 'down'>,
): Kit {
  const uri = UserAgent.makeURI(`sip:${options.user}@${options.domain}`)
  if (!uri) throw new TypeError('The party has no valid address')
  const media = new Map<Session, PartyMedia>()
  const mediaOf = (session: Session): PartyMedia => {
    const known = media.get(session)
    if (known) return known
    const made = createPartyMedia(() => media.delete(session))
    media.set(session, made)
    return made
  }
  const agent = new UserAgent({
    uri,
    displayName: options.displayName ?? '',
    authorizationUsername: options.user,
    authorizationPassword: options.password,
    transportConstructor: PartyTransport,
    transportOptions: { server: options.url },
    sessionDescriptionHandlerFactory: mediaOf,
    sipExtensionReplaces: SIPExtension.Supported,
    instanceId: options.instanceId ?? randomUUID(),
    contactParams: { transport: 'ws' },
    logBuiltinEnabled: false,
    gracefulShutdown: false,
    delegate: {
      onInvite: incoming,
      onConnect: () => connection.emit('up'),
      onDisconnect: () => connection.emit('down'),
    },
  })
  const closeMedia = () => {
    for (const one of [...media.values()]) one.close()
  }
  return { agent, mediaOf, closeMedia }
}

function sendRegister(registerer: Registerer): Promise<PartyRegistration> {
  return new Promise((resolve, reject) => {
    const settle = (state: RegistererState) => {
      if (state !== RegistererState.Registered) return
      resolve({ ok: true })
      registerer.stateChange.removeListener(settle)
    }
    registerer.stateChange.addListener(settle)
    registerer
      .register({
        requestDelegate: {
          onAccept: () => resolve({ ok: true }),
          onReject: (response) => resolve({ ok: false, status: response.message.statusCode ?? null }),
        },
      })
      .catch(reject)
  })
}

/** How long a good-bye may take, ms. */
const goodByeMs = 1000

function inTime(work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, goodByeMs)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

/** Makes a party; nothing is opened before `connect`, `register` or `call`. */
export function createParty(options: PartyOptions): Party {
  const onError = options.onError ?? (() => {})
  const connection = createEmitter<'up' | 'down'>(onError)
  const open = new Set<PartyCallControl>()
  const track = (control: PartyCallControl) => {
    open.add(control)
    control.call.states.on((state) => state.kind === 'ended' && open.delete(control))
    return control
  }
  const { agent, mediaOf, closeMedia } = createAgent(
    options,
    (invitation) => {
      const replaced = [...open].find((control) => control.session() === invitation.replacee)
      if (replaced) return void replaced.continueAs(invitation).catch(onError)
      options.onIncoming?.(track(createPartyCall(invitation, mediaOf, onError)).call)
    },
    connection,
  )
  const registerer = new Registerer(agent, { expires: 300, regId: 1 })

  const connect = async (): Promise<void> => {
    if (agent.transport.isConnected()) return
    // `start` moves the agent to its started state; later connections are reconnects.
    if (agent.state === 'Started') await agent.reconnect()
    else await agent.start()
  }

  return {
    get connected() {
      return agent.transport.isConnected()
    },
    connection: { on: connection.on },
    connect,
    async register() {
      await connect()
      return sendRegister(registerer)
    },
    async unregister() {
      if (agent.transport.isConnected()) await registerer.unregister()
    },
    async call(target, headers = []) {
      await connect()
      const uri = UserAgent.makeURI(`sip:${target}@${options.domain}`)
      if (!uri) throw new TypeError(`Not an address: ${target}`)
      const inviter = new Inviter(agent, uri, { earlyMedia: false, extraHeaders: [...headers] })
      const control = track(createPartyCall(inviter, mediaOf, onError))
      await inviter.invite({ requestDelegate: { onProgress: control.progress, onReject: control.refused } })
      return control.call
    },
    cut() {
      if (agent.transport instanceof PartyTransport) agent.transport.cut()
    },
    async dispose() {
      // Nobody hears a good-bye on a dead connection, and sip.js would wait 32 s for its answer.
      if (agent.transport.isConnected()) {
        await inTime(Promise.allSettled([...open].map(({ call }) => call.hangUp())))
        await inTime(registerer.dispose().catch(onError))
      }
      await inTime(agent.stop().catch(onError))
      closeMedia()
      await agent.transport.dispose()
    },
  }
}
