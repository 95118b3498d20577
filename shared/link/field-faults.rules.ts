/** A field (dotted path) and the rule it breaks; the socket contract's shape. */
export interface FieldFault {
  field: string
  rule: string
}

/** What of a schema's issue matters here (zod's issues have it). */
interface SchemaIssue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly input?: unknown
}

/** Most faults told at once; the contract's limit. */
const most = 50

/** Names field and rule of each issue; never the value, which may be personal. */
export function fieldFaults(issues: readonly SchemaIssue[]): FieldFault[] {
  return issues.slice(0, most).map(({ code, path }) => ({
    field: path.map(String).join('.').slice(0, 200),
    rule: (code ?? 'invalid').replaceAll('_', '-'),
  }))
}
