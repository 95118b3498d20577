import {
  type FromPhone,
  fromPhoneSchema,
  type PhoneCommand,
  type PhoneRefusal,
  type PhoneSnapshot,
  type ToPhone,
} from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

export type PhoneLevels = Extract<FromPhone, { kind: 'levels' }>
export type PhoneQuality = Extract<FromPhone, { kind: 'quality' }>

/** The desk's end of the phone's port. */
export interface PhoneClient {
  /** Resolves when the phone has done or refused it; `closed` once the client is closed. Never rejects. */
  send(command: PhoneCommand): Promise<Result<null, PhoneRefusal | 'closed'>>
  /** The last whole snapshot; null until the first one came. */
  snapshot(): PhoneSnapshot | null
  onSnapshot(listener: (snapshot: PhoneSnapshot) => void): Disposer
  onLevels(listener: (levels: PhoneLevels) => void): Disposer
  onQuality(listener: (quality: PhoneQuality) => void): Disposer
  /** Talks over this port from now on: the phone's page was loaded, for the first time or again. What was under way is `closed`. */
  attach(port: MessagePort): void
  close: Disposer
}

/**
 * A client on one port, or on none until `attach`; without a port a command is `closed`. `onError` gets what a listener threw, and a message from the
 * phone that does not keep the contract.
 */
export function connectPhone(first: MessagePort | null, onError: (error: unknown) => void): PhoneClient {
  const snapshots = createEmitter<PhoneSnapshot>(onError)
  const levels = createEmitter<PhoneLevels>(onError)
  const quality = createEmitter<PhoneQuality>(onError)
  const waiting = new Map<number, (result: Result<null, PhoneRefusal | 'closed'>) => void>()
  let last: PhoneSnapshot | null = null
  let nextId = 0
  let port: MessagePort | null = null
  const settle = (id: number, result: Result<null, PhoneRefusal>): void => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  }
  const hear = (message: FromPhone): void => {
    if (message.kind === 'done') settle(message.id, success(null))
    else if (message.kind === 'refused') settle(message.id, failure(message.reason))
    else if (message.kind === 'levels') levels.emit(message)
    else if (message.kind === 'quality') quality.emit(message)
    else {
      last = message.snapshot
      snapshots.emit(message.snapshot)
    }
  }
  const leave = (): void => {
    if (!port) return
    port.onmessage = null
    port.close()
    port = null
    for (const resolve of waiting.values()) resolve(failure('closed'))
    waiting.clear()
  }
  const attach = (next: MessagePort): void => {
    leave()
    port = next
    next.onmessage = (event) => {
      const parsed = fromPhoneSchema.safeParse(event.data)
      if (parsed.success) hear(parsed.data)
      else onError(parsed.error)
    }
    next.start()
  }
  if (first) attach(first)
  return {
    send(command) {
      const to = port
      if (!to) return Promise.resolve(failure('closed'))
      const message: ToPhone = { id: nextId, command }
      nextId += 1
      return new Promise((resolve) => {
        waiting.set(message.id, resolve)
        to.postMessage(message)
      })
    },
    snapshot: () => last,
    onSnapshot: snapshots.on,
    onLevels: levels.on,
    onQuality: quality.on,
    attach,
    close: leave,
  }
}
