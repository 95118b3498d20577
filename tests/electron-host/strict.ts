import { EventEmitter } from 'node:events'

/** Asked by the language, by a debugger or by a printer: no use of the API. */
const asides = new Set([
  'then',
  'toJSON',
  '__esModule',
  'asymmetricMatch',
  'nodeType',
  '$$typeof',
  'inspect',
  'default',
])

type Named = { readonly constructor?: { readonly name?: string } }

/** The end of a prototype chain: whatever was not found before it is unknown to the host, and said so instead of being `undefined`. */
function wall<T extends object>(base: T, nameOf: (receiver: unknown) => string): T {
  const unknown = (receiver: unknown, key: string): Error =>
    new Error(`electron host: '${nameOf(receiver)}.${key}' is not part of the host`)
  return new Proxy(base, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver)
      if (asides.has(key)) return undefined
      throw unknown(receiver, key)
    },
    set(target, key, value, receiver) {
      if (typeof key === 'symbol' || key in target) return Reflect.set(target, key, value, receiver)
      throw unknown(receiver, key)
    },
  })
}

/** Makes an object of the API refuse what it does not have. @param name as in `electron.d.ts` */
export function strict<T extends object>(name: string, own: T): T {
  return Object.setPrototypeOf(
    own,
    wall(Object.prototype, () => name),
  )
}

/** As `strict`, for every instance of a class that is no emitter. */
export function strictClass(type: { readonly prototype: object; readonly name: string }, name = type.name): void {
  Object.setPrototypeOf(
    type.prototype,
    wall(Object.prototype, () => name),
  )
}

/** What main gets as the first argument of an event. */
export interface HostEvent {
  readonly defaultPrevented: boolean
  preventDefault(): void
}
export function newEvent<P extends object>(params: P = {} as P): HostEvent & P {
  let prevented = false
  const event = {
    get defaultPrevented() {
      return prevented
    },
    preventDefault: () => {
      prevented = true
    },
  }
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(params)) as HostEvent & P
}

/** Listeners as Electron's objects have them. A new listener for an event the host never fires is a mistake, so it throws. */
type Listener = (...args: never[]) => unknown
type Raw = (...args: unknown[]) => void

/** Base of every object with events. `fires`: all the events it knows. */
export class HostEmitter {
  private readonly heard = new EventEmitter()
  private readonly fires: ReadonlySet<string>
  constructor(fires: readonly string[]) {
    this.fires = new Set(fires)
    this.heard.setMaxListeners(0)
  }
  private known(event: string): void {
    if (!this.fires.has(event))
      throw new Error(`electron host: ${this.constructor.name} does not fire '${event}' in the host`)
  }
  on(event: string, listener: Listener): this {
    this.known(event)
    this.heard.on(event, listener as unknown as Raw)
    return this
  }
  once(event: string, listener: Listener): this {
    this.known(event)
    this.heard.once(event, listener as unknown as Raw)
    return this
  }
  addListener(event: string, listener: Listener): this {
    return this.on(event, listener)
  }
  off(event: string, listener: Listener): this {
    this.heard.off(event, listener as unknown as Raw)
    return this
  }
  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener)
  }
  removeAllListeners(event?: string): this {
    this.heard.removeAllListeners(event)
    return this
  }
  listenerCount(event: string): number {
    return this.heard.listenerCount(event)
  }
  emit(event: string, ...args: unknown[]): boolean {
    this.known(event)
    return this.heard.emit(event, ...args)
  }
}
const nameOfInstance = (receiver: unknown): string => (receiver as Named | null)?.constructor?.name ?? 'object'
const nameOfClass = (receiver: unknown): string => (receiver as { name?: string } | null)?.name ?? 'class'
Object.setPrototypeOf(HostEmitter.prototype, wall(Object.prototype, nameOfInstance))
Object.setPrototypeOf(HostEmitter, wall(Function.prototype, nameOfClass))

/** An option nobody implements must not be taken for one that works. */
export function onlyOptions(where: string, given: object | undefined, known: readonly string[]): void {
  for (const key of Object.keys(given ?? {}))
    if (!known.includes(key)) throw new Error(`electron host: option '${key}' of ${where} is not part of the host`)
}
