/** What a call tells the citizen. `answered` comes again, with the new Call-ID, when the call has another far end. `sound` is what the citizen hears: 16-bit samples at 8000 a second. `ended` comes once and last, whoever ended it. */
export type LineNews =
  | { readonly type: 'answered'; readonly sipCallId: string }
  | { readonly type: 'hold'; readonly on: boolean }
  | { readonly type: 'sound'; readonly samples: Int16Array }
  | { readonly type: 'ended'; readonly cause: 'over' | 'refused' | 'failed' }

/** The citizen's end of a telephone line. */
export interface CitizenEar {
  hear(news: LineNews): void
  /** Asked every 20 ms while the call is up: the next 160 samples, null for silence. */
  speak(): Int16Array | null
}

/** A call of the citizen's telephone. */
export interface CitizenLine {
  /** CANCEL before the answer, BYE after it; `ended` follows. */
  hangUp(): void
}

/** Calls the hotline as `citizen-<user>`. Nothing is heard before this has returned. */
export type Dial = (user: string, ear: CitizenEar) => CitizenLine

/** One line of the log: what happened, without numbers, names or texts of anybody. */
export type CitizensLog = (event: string, fields: Readonly<Record<string, string | number | boolean>>) => void
