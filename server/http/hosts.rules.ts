/** Host header values a server at `port` answers to: its own names alone (bare behind a proxy), against DNS rebinding. */
export function allowedHosts(names: readonly string[], port: number): Set<string> {
  return new Set(
    names.flatMap((name) => {
      const host = name.toLowerCase()
      return /:\d+$/.test(host) ? [host] : [host, `${host}:${port}`]
    }),
  )
}
