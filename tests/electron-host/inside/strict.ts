const asides = new Set(['then', 'toJSON', '__esModule', 'default', 'nodeType', '$$typeof'])

/** As `strict` of strict.ts, for what runs in a page. */
export function strict<T extends object>(name: string, own: T): T {
  const wall = new Proxy(Object.prototype, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver)
      if (asides.has(key)) return undefined
      throw new Error(`electron host: '${name}.${key}' is not part of the host`)
    },
  })
  return Object.setPrototypeOf(own, wall)
}
