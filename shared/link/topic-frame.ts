/** Where somebody stands in a topic. `epoch` changes when the server's history of it starts anew. */
export interface Position {
  readonly epoch: string
  readonly version: number
}

/** All rows of a topic at `version`. */
export interface Snapshot<Row> {
  readonly kind: 'snapshot'
  readonly epoch: string
  readonly version: number
  readonly rows: readonly (readonly [string, Row])[]
}

/** What moves a topic from version `from` to `version`: latest value per key, and the keys that are gone. */
export interface Delta<Row> {
  readonly kind: 'delta'
  readonly epoch: string
  readonly from: number
  readonly version: number
  readonly set: readonly (readonly [string, Row])[]
  readonly gone: readonly string[]
}

export type Frame<Row> = Snapshot<Row> | Delta<Row>
