/**
 * Crosses between the preload's world and the page's, which share a document but no object: each half listens for events of a name only both know,
 * and Chromium clones the event's `detail`. A call is answered while it is being dispatched, so it returns like any call. The same code runs on
 * both sides.
 */
type Wire =
  | readonly ['v', unknown]
  | readonly ['a', readonly Wire[]]
  | readonly ['o', readonly (readonly [string, Wire])[]]
  | readonly ['f', number]
  | readonly ['p', number]
type Message =
  | { readonly op: 'call'; readonly id: number; readonly args: readonly Wire[] }
  | { readonly op: 'settle'; readonly id: number; readonly ok: boolean; readonly value: Wire }
  | { readonly op: 'expose'; readonly key: string; readonly value: Wire }
type Reply = { readonly ok: boolean; readonly value: Wire }
type Callable = (...args: unknown[]) => unknown

/** Worded as Electron words them. */
const notCloned = 'An object could not be cloned.'
const tooDeep = 'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.'
const onTop = 'Cannot bind an API on top of an existing property on the window object'

/** Taken before the page runs anything, so that it can't put its own in their place. */
const { apply } = Reflect
const { dispatchEvent, addEventListener } = EventTarget.prototype
const Envelope = CustomEvent
const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown
const cloneOf = structuredClone
const { defineProperty, freeze, entries, getPrototypeOf } = Object
const plainPrototype = Object.prototype

export interface Bridge {
  /** The preload's half: puts an API into the page's world. */
  expose(key: string, api: unknown): void
}

/** @param secret shared by both halves alone @param side which half this is */
export function openBridge(secret: string, side: 'page' | 'preload'): Bridge {
  const other = side === 'page' ? 'preload' : 'page'
  const functions: Callable[] = []
  const numbers = new WeakMap<Callable, number>()
  const promises = new Map<number, { resolve: Callable; reject: Callable }>()
  let nextPromise = 0
  let answer: Reply | null = null

  const say = (event: string, detail: unknown): void => {
    apply(dispatchEvent, document, [new Envelope(`${secret}:${event}`, { detail })])
  }
  const hear = (event: string, take: (detail: unknown) => void): void => {
    const listener = (given: Event): void => take(apply(detailOf, given, []))
    apply(addEventListener, document, [`${secret}:${event}`, listener])
  }
  const ask = (message: Message): unknown => {
    answer = null
    say(`to-${other}`, message)
    const got = answer as Reply | null
    answer = null
    if (got === null) throw new Error('electron host: the other world does not answer')
    const value = unwrap(got.value)
    if (!got.ok) throw value
    return value
  }

  const wrap = (value: unknown, depth = 0): Wire => {
    if (depth >= 1000) throw new TypeError(tooDeep)
    if (typeof value === 'function') return ['f', numberOf(value as Callable)]
    if (value instanceof Promise) return ['p', promiseOut(value)]
    if (Array.isArray(value)) return ['a', value.map((each) => wrap(each, depth + 1))]
    if (typeof value === 'object' && value !== null && isRecord(value))
      return ['o', entries(value).map(([key, each]) => [key, wrap(each, depth + 1)] as const)]
    try {
      return ['v', cloneOf(value)]
    } catch {
      throw new TypeError(notCloned)
    }
  }
  const unwrap = ([kind, inside]: Wire): unknown => {
    if (kind === 'f')
      return (...args: unknown[]) => ask({ op: 'call', id: inside, args: args.map((each) => wrap(each)) })
    if (kind === 'p')
      return new Promise((resolve, reject) => promises.set(inside, { resolve: resolve as Callable, reject }))
    if (kind === 'a') return inside.map(unwrap)
    if (kind === 'v') return inside
    const object = {}
    for (const [key, each] of inside)
      defineProperty(object, key, { value: unwrap(each), enumerable: true, writable: true, configurable: true })
    return object
  }
  const numberOf = (run: Callable): number => {
    const known = numbers.get(run)
    if (known !== undefined) return known
    functions.push(run)
    numbers.set(run, functions.length - 1)
    return functions.length - 1
  }
  const promiseOut = (promise: Promise<unknown>): number => {
    nextPromise += 1
    const id = nextPromise
    const settle = (ok: boolean) => (result: unknown) => {
      let value: Wire
      try {
        value = wrap(result)
      } catch (error) {
        return say(`to-${other}`, { op: 'settle', id, ok: false, value: ['v', error] } satisfies Message)
      }
      say(`to-${other}`, { op: 'settle', id, ok, value } satisfies Message)
    }
    promise.then(settle(true), settle(false))
    return id
  }

  const take = (message: Message): Wire => {
    if (message.op === 'call') {
      const run = functions[message.id]
      if (!run) throw new Error('electron host: no such function')
      return wrap(run(...message.args.map(unwrap)))
    }
    if (message.op === 'expose') {
      if (Object.hasOwn(window, message.key)) throw new Error(onTop)
      const value = deepFreeze(unwrap(message.value))
      defineProperty(window, message.key, { value, writable: false, configurable: false, enumerable: true })
      return ['v', undefined]
    }
    const waiting = promises.get(message.id)
    promises.delete(message.id)
    const value = unwrap(message.value)
    if (message.ok) waiting?.resolve(value)
    else waiting?.reject(value)
    return ['v', undefined]
  }
  hear(`to-${side}`, (detail) => {
    let reply: Reply
    try {
      reply = { ok: true, value: take(detail as Message) }
    } catch (error) {
      const told = error instanceof Error ? error : new Error(String(error))
      reply = { ok: false, value: ['v', told] }
    }
    say(`answer-${other}`, reply)
  })
  hear(`answer-${side}`, (detail) => {
    answer = detail as Reply
  })
  return {
    expose(key, api) {
      ask({ op: 'expose', key, value: wrap(api) })
    },
  }
}

const isRecord = (value: object): boolean => {
  const prototype = getPrototypeOf(value)
  return prototype === null || prototype === plainPrototype || getPrototypeOf(prototype) === null
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  for (const [, each] of entries(value)) deepFreeze(each)
  return freeze(value)
}
