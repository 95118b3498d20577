/** Who speaks a line of a written dialogue. */
export type Speaker = 'agent' | 'caller'

/** One line: who, and the true text (punctuated, numbers in words as they are said). */
export type Turn = readonly [Speaker, string]

/** Voices the audio is made with; what each means for the synthesiser is in `build/voices`. */
export const voiceNames = [
  'old-woman',
  'old-man',
  'woman',
  'young-woman',
  'brisk-woman',
  'man',
  'young-man',
  'rough-man',
  'foreign-man',
] as const
export type VoiceName = (typeof voiceNames)[number]

/** What a perfect intake of the dialogue holds: a small gold set for extraction, classification and dispatch. Empty text: not mentioned. */
export interface Gold {
  readonly type: '咨询' | '求助' | '投诉' | '举报' | '建议' | '表扬'
  readonly cat: { readonly code: string; readonly path: string }
  readonly title: string
  readonly district: string
  readonly street: string
  readonly place: string
  readonly time: string
  readonly request: string
  readonly urgency: '一般' | '紧急' | '特急'
  /** Sign-in class: S 15 min, L 30 min, G one working day. */
  readonly sla: 'S' | 'L' | 'G'
  readonly unit: string
  readonly handling?: string
  readonly repeat: boolean
  readonly sentiment: '平和' | '焦急' | '不满' | '愤怒' | '恐慌'
  readonly confidential?: boolean
  readonly vulnerable?: readonly string[]
  readonly riskFlags?: readonly string[]
  readonly transfer?: string
  readonly rejectReason?: string
  readonly altCat?: string
  /** Quotes that occur verbatim in the caller's lines. */
  readonly evidence: Readonly<Record<string, string>>
  /** Titles of knowledge that helps. */
  readonly kb: readonly string[]
}

/** A written call. Persons, firms and house numbers are invented; districts, streets and towns are real names. */
export interface Dialogue {
  readonly id: string
  readonly skill: '综合' | '外语' | '营商环境' | '乡村振兴'
  readonly lang: 'zh' | 'en'
  readonly voice: VoiceName
  /** Prefix 142, 143 or 154: believed not issued to the public, so that no real person is hit. */
  readonly number: string
  readonly turns: readonly Turn[]
  readonly gold: Gold
}
