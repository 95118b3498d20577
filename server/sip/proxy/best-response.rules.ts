/** The response to send up when all attempts failed (RFC 3261 16.7 step 6): a 6xx, else the lowest class, else the first. */
export function bestOf(statuses: readonly number[]): number {
  const global = statuses.find((status) => status >= 600)
  if (global !== undefined) return global
  const lowest = Math.min(...statuses.map((status) => Math.floor(status / 100)))
  return statuses.find((status) => Math.floor(status / 100) === lowest) ?? 430
}
