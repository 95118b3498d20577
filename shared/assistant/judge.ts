/** One final line of a talk. Times are milliseconds since the answer. */
export interface TalkLine {
  readonly seq: number
  readonly role: 'caller' | 'agent' | 'expert'
  readonly text: string
  readonly startMs: number
}

/** What a judge may know of the ticket being written. */
export interface DraftSummary {
  /** District or zone the matter is in; null: not said yet. */
  readonly area: string | null
}

/** What a judge proposes. */
export interface Proposal {
  /** Stable name of the thing proposed, e.g. `knowledge:K0401001`. */
  readonly id: string
  readonly source: 'knowledge'
  readonly entryId: string
  /** 0 to 1: how sure the judge is that it helps. */
  readonly confidence: number
  /** The words of the talk that led here, verbatim. */
  readonly because: readonly string[]
  /** Line it came from. */
  readonly seq: number
}

/** A small judge: the talk so far and the draft in, proposals out, the surest first. Pure; none is better than a wrong one. */
export type Judge = (talk: readonly TalkLine[], draft: DraftSummary) => readonly Proposal[]
