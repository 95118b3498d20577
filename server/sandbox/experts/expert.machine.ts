import type { ExpertManner } from '../data/experts.ts'

/** How an expert behaves in one call. Times in milliseconds. */
export interface ExpertTemper {
  /** Own lines to say, in order. */
  readonly lines: number
  /** Lets it ring so long. */
  readonly ring: number
  /** From the answer to the introduction. */
  readonly introAfter: number
  /** From the end of the others' words to the next line. */
  readonly reaction: number
  /** Nobody speaks for so long: asks whether anybody is there, then hangs up. */
  readonly alone: number
  /** On hold for longer: hangs up. */
  readonly longestHold: number
  /** The longest call. */
  readonly longest: number
}

/** `lines` is the number of lines of the one who is called. */
export const usualExpert = (lines: number): ExpertTemper => ({
  lines,
  ring: 2000,
  introAfter: 500,
  reaction: 900,
  alone: 25_000,
  longestHold: 300_000,
  longest: 1_800_000,
})

export type ExpertUtterance = { readonly kind: 'line'; readonly index: number } | { readonly kind: ExpertManner }

/** How it ended: nobody spoke any more, the other side hung up, lasted too long, or the sandbox closes. */
export type ExpertEnd = 'alone' | 'remote' | 'too-long' | 'told'

interface Talk {
  readonly introduced: boolean
  /** Index of the next own line. */
  readonly next: number
  readonly othersTalk: boolean
  /** Whether anybody has spoken since the expert's last words. */
  readonly heard: boolean
  /** Own words since anybody was heard. */
  readonly unheard: number
  readonly onHold: boolean
  readonly endsBy: number
  readonly holdEndsBy: number
}

export type ExpertState =
  | { readonly phase: 'ringing'; readonly wakeAt: number }
  | { readonly phase: 'answering'; readonly wakeAt: number }
  | { readonly phase: 'listening'; readonly wakeAt: number; readonly talk: Talk }
  | { readonly phase: 'speaking'; readonly what: ExpertUtterance; readonly wakeAt: number; readonly talk: Talk }
  | { readonly phase: 'over'; readonly how: ExpertEnd; readonly wakeAt: number }

/** `at` is milliseconds since the epoch. `answered` comes again when the call has another far end; `spoken` when the last sample was sent. */
export type ExpertEvent = { readonly at: number } & (
  | { readonly type: 'answered' | 'spoken' | 'time' | 'told' | 'remote-ended' }
  | { readonly type: 'talking' | 'hold'; readonly on: boolean }
)

export type ExpertEffect =
  | { readonly type: 'answer' | 'hang-up' }
  | { readonly type: 'say'; readonly what: ExpertUtterance }

export interface ExpertStep {
  readonly state: ExpertState
  readonly effects: readonly ExpertEffect[]
}

const never = Number.POSITIVE_INFINITY
const stay = (state: ExpertState): ExpertStep => ({ state, effects: [] })
const over = (how: ExpertEnd): ExpertStep => ({
  state: { phase: 'over', how, wakeAt: never },
  effects: how === 'remote' ? [] : [{ type: 'hang-up' }],
})

/** It begins to ring. */
export const startExpert = (temper: ExpertTemper, at: number): ExpertState => ({
  phase: 'ringing',
  wakeAt: at + temper.ring,
})

/** What an expert does next. It says its lines once each and in order, never begins while others talk or while on hold, and always ends. */
export function stepExpert(temper: ExpertTemper, state: ExpertState, event: ExpertEvent): ExpertStep {
  if (state.phase === 'over') return stay(state)
  if (event.type === 'remote-ended') return over('remote')
  if (event.type === 'told') return over('told')
  if (state.phase === 'ringing' || state.phase === 'answering') return stepBefore(temper, state, event)
  if (event.at >= state.talk.endsBy) return over('too-long')
  const talk = noticed(temper, state.talk, event)
  if (state.phase === 'listening') return stepListening(temper, { ...state, talk }, event)
  if (event.type !== 'spoken') return stay({ ...state, talk })
  if (state.what.kind === 'bye') return over('alone')
  return stay(listen(temper, { ...talk, heard: talk.othersTalk, unheard: talk.unheard + 1 }, event.at))
}

function stepBefore(
  temper: ExpertTemper,
  state: Extract<ExpertState, { phase: 'ringing' | 'answering' }>,
  { type, at }: ExpertEvent,
): ExpertStep {
  if (type === 'answered') {
    const talk: Talk = {
      introduced: false,
      next: 0,
      othersTalk: false,
      heard: false,
      unheard: 0,
      onHold: false,
      endsBy: at + temper.longest,
      holdEndsBy: never,
    }
    return stay({ phase: 'listening', wakeAt: at + temper.introAfter, talk })
  }
  if (state.phase === 'answering' || at < state.wakeAt) return stay(state)
  return { state: { phase: 'answering', wakeAt: never }, effects: [{ type: 'answer' }] }
}

function stepListening(
  temper: ExpertTemper,
  state: Extract<ExpertState, { phase: 'listening' }>,
  event: ExpertEvent,
): ExpertStep {
  const { talk } = state
  if (event.type === 'talking' || event.type === 'hold' || event.type === 'answered')
    return stay(listen(temper, talk, event.at))
  if (event.type !== 'time' || event.at < state.wakeAt) return stay(state)
  if (talk.onHold) return over('too-long')
  const what = nextUtterance(temper, talk)
  const next = what.kind === 'line' ? talk.next + 1 : talk.next
  return {
    state: { phase: 'speaking', what, wakeAt: talk.endsBy, talk: { ...talk, next, introduced: true } },
    effects: [{ type: 'say', what }],
  }
}

function noticed(temper: ExpertTemper, talk: Talk, event: ExpertEvent): Talk {
  if (event.type === 'talking') {
    const heard = talk.heard || event.on
    return { ...talk, othersTalk: event.on, heard, unheard: heard ? 0 : talk.unheard }
  }
  if (event.type !== 'hold') return talk
  return { ...talk, onHold: event.on, othersTalk: false, holdEndsBy: event.on ? event.at + temper.longestHold : never }
}

const listen = (temper: ExpertTemper, talk: Talk, at: number): ExpertState => ({
  phase: 'listening',
  wakeAt: Math.min(talk.endsBy, at + patienceOf(temper, talk, at)),
  talk,
})

function patienceOf(temper: ExpertTemper, talk: Talk, at: number): number {
  if (talk.onHold) return talk.holdEndsBy - at
  if (talk.othersTalk) return never
  if (!talk.introduced) return temper.introAfter
  return talk.heard ? temper.reaction : temper.alone
}

function nextUtterance(temper: ExpertTemper, talk: Talk): ExpertUtterance {
  if (!talk.introduced) return { kind: 'intro' }
  if (!talk.heard) return { kind: talk.unheard > 1 ? 'bye' : 'check' }
  return talk.next < temper.lines ? { kind: 'line', index: talk.next } : { kind: 'nod' }
}
