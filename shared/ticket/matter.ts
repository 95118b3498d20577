/** Urgency class of a matter before anybody said anything: S life or property, L water, power, gas and heat, G the rest. */
export type SlaClass = 'S' | 'L' | 'G'

/** A leaf of the demand tree (诉求分类). */
export interface Matter {
  /** Six digits, AABBCC. */
  readonly id: string
  readonly path: readonly [string, string, string]
  readonly aliases: readonly string[]
  /** Default unit by role, e.g. 区城市管理委 or 市水务局; the place makes it a real one. */
  readonly unit: string
  readonly sla: SlaClass
  /** Has to be dispatched, never closed on the line (违法建设 and the like). */
  readonly enforcement: boolean
}

interface LeafRow {
  readonly code: string
  readonly name: string
  readonly unit?: string
  readonly sla?: string
  readonly enforcement?: boolean
  readonly aliases?: readonly string[]
}
interface GroupRow extends LeafRow {
  readonly children: readonly LeafRow[]
}

/** The kept tree: shared/ticket/data/taxonomy.json. */
export interface Taxonomy {
  readonly overlaps: readonly { readonly wins: string; readonly over: string; readonly rule: string }[]
  readonly tree: readonly { readonly code: string; readonly name: string; readonly children: readonly GroupRow[] }[]
}

const toSla = (text: string | undefined): SlaClass => (text === 'S' || text === 'L' ? text : 'G')

/**
 * The leaves in order. A leaf that wins an overlap stands before the one it wins over, and each of the two is found by the other's name,
 * so that whoever types either sees both, the winner first where they fit equally well.
 */
export function toMatters(taxonomy: Taxonomy): readonly Matter[] {
  const all = taxonomy.tree.flatMap((top) =>
    top.children.flatMap((group) =>
      group.children.map(
        (leaf): Matter => ({
          id: leaf.code,
          path: [top.name, group.name, leaf.name],
          aliases: leaf.aliases ?? [],
          unit: leaf.unit ?? group.unit ?? '',
          sla: toSla(leaf.sla ?? group.sla),
          enforcement: leaf.enforcement ?? group.enforcement ?? false,
        }),
      ),
    ),
  )
  const nameOf = new Map(all.map((matter) => [matter.id, matter.path[2]]))
  const partners = new Map<string, string[]>()
  for (const { wins, over } of taxonomy.overlaps)
    for (const [one, other] of [
      [wins, over],
      [over, wins],
    ] as const)
      partners.set(one, [...(partners.get(one) ?? []), nameOf.get(other) ?? ''])
  const winners = new Set(taxonomy.overlaps.map((overlap) => overlap.wins))
  return all
    .map((matter) => ({ ...matter, aliases: [...matter.aliases, ...(partners.get(matter.id) ?? [])] }))
    .sort((a, b) => Number(winners.has(b.id)) - Number(winners.has(a.id)) || a.id.localeCompare(b.id))
}
