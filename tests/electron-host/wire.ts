/**
 * Values as text between the host and a page: what structured clone takes, so that Uint8Array, Date, Map, Set, undefined, bigint and cycles arrive as
 * they left. Runs in Node and in the page.
 */
type Atom = string | number | boolean | null | { readonly t: 'u' | 'n' | 'b' | 'r'; readonly v?: string | number }
interface Entry {
  readonly t: 'a' | 'o' | 'd' | 'x' | 'm' | 's' | 'B' | 'T' | 'e'
  v: unknown
}

/** Worded as Electron words it. */
export const notCloned = 'An object could not be cloned.'

const views = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
] as const

function base64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer)
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}
const unbase64 = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer

/** @throws the error Electron throws where a value can't be cloned. */
export function encode(value: unknown): string {
  let copy: unknown
  try {
    copy = structuredClone(value)
  } catch {
    throw new Error(notCloned)
  }
  const entries: Entry[] = []
  const seen = new Map<object, number>()
  const atom = (given: unknown): Atom => {
    if (given === undefined) return { t: 'u' }
    if (typeof given === 'bigint') return { t: 'b', v: String(given) }
    if (typeof given === 'number')
      return Number.isFinite(given) && !Object.is(given, -0)
        ? given
        : { t: 'n', v: Object.is(given, -0) ? '-0' : String(given) }
    if (typeof given !== 'object' || given === null) return given as string | boolean | null
    const known = seen.get(given)
    if (known !== undefined) return { t: 'r', v: known }
    const index = entries.length
    seen.set(given, index)
    const entry: Entry = { t: kindOf(given), v: null }
    entries.push(entry)
    entry.v = insideOf(given, entry.t, atom)
    return { t: 'r', v: index }
  }
  const root = atom(copy)
  return JSON.stringify([root, entries])
}

function kindOf(given: object): Entry['t'] {
  if (Array.isArray(given)) return 'a'
  if (given instanceof Date) return 'd'
  if (given instanceof RegExp) return 'x'
  if (given instanceof Map) return 'm'
  if (given instanceof Set) return 's'
  if (given instanceof ArrayBuffer) return 'B'
  if (ArrayBuffer.isView(given)) return 'T'
  if (given instanceof Error) return 'e'
  if (Object.getPrototypeOf(given) === Object.prototype) return 'o'
  throw new Error(`electron host: cannot carry a ${given.constructor.name}`)
}

function insideOf(given: object, kind: Entry['t'], atom: (value: unknown) => Atom): unknown {
  if (kind === 'a') return Array.from(given as unknown[], atom)
  if (kind === 'd') return (given as Date).getTime()
  if (kind === 'x') return [(given as RegExp).source, (given as RegExp).flags]
  if (kind === 'm') return [...(given as Map<unknown, unknown>)].map(([key, value]) => [atom(key), atom(value)])
  if (kind === 's') return [...(given as Set<unknown>)].map(atom)
  if (kind === 'B') return base64(given as ArrayBuffer)
  if (kind === 'e') return [(given as Error).name, (given as Error).message, (given as Error).stack ?? '']
  if (kind === 'o') return Object.entries(given).map(([key, value]) => [key, atom(value)])
  const view = given as Uint8Array
  const length = given instanceof DataView ? given.byteLength : view.length
  return [views.findIndex((type) => given instanceof type), atom(view.buffer), view.byteOffset, length]
}

/** Reads what `encode` wrote. */
export function decode(text: string): unknown {
  const [root, entries] = JSON.parse(text) as [Atom, Entry[]]
  const made = new Map<number, unknown>()
  const value = (atom: Atom): unknown => {
    if (typeof atom !== 'object' || atom === null) return atom
    if (atom.t === 'u') return undefined
    if (atom.t === 'b') return BigInt(String(atom.v))
    if (atom.t === 'n') return Number(atom.v)
    const index = Number(atom.v)
    if (!made.has(index)) build(index)
    return made.get(index)
  }
  const build = (index: number): void => {
    const { t, v } = entries[index] as Entry
    const keep = <T>(it: T): T => {
      made.set(index, it)
      return it
    }
    if (t === 'a') {
      const list = keep<unknown[]>([])
      for (const each of v as Atom[]) list.push(value(each))
    } else if (t === 'o') {
      const object = keep({})
      for (const [key, each] of v as [string, Atom][])
        Object.defineProperty(object, key, {
          value: value(each),
          enumerable: true,
          writable: true,
          configurable: true,
        })
    } else if (t === 'm') {
      const map = keep(new Map())
      for (const [key, each] of v as [Atom, Atom][]) map.set(value(key), value(each))
    } else if (t === 's') {
      const set = keep(new Set())
      for (const each of v as Atom[]) set.add(value(each))
    } else keep(plain(t, v, value))
  }
  return value(root)
}

function plain(kind: Entry['t'], inside: unknown, value: (atom: Atom) => unknown): unknown {
  if (kind === 'd') return new Date(inside as number)
  if (kind === 'B') return unbase64(inside as string)
  if (kind === 'x') return new RegExp(...(inside as [string, string]))
  if (kind === 'e') {
    const [name, message, stack] = inside as [string, string, string]
    return Object.assign(new Error(message), { name, stack })
  }
  const [type, buffer, offset, length] = inside as [number, Atom, number, number]
  const View = (views[type] ?? Uint8Array) as Uint8ArrayConstructor
  return new View(value(buffer) as ArrayBuffer, offset, length)
}
