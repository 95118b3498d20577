import type { Manner } from '../data/dialogues.ts'

/** How one citizen behaves in one call; drawn anew for each. Times in milliseconds. */
export interface Temper {
  /** Own lines to say, in order. */
  readonly lines: number
  /** Waits this long in the queue, then gives up. */
  readonly patience: number
  /** After the answer nobody speaks: the citizen says hello. */
  readonly greetAfter: number
  /** From the end of the agent's words to the citizen's next. */
  readonly reaction: number
  /** Silence after which the citizen goes on unasked. */
  readonly silence: number
  /** After everything is said: quiet after the agent's last word, then goodbye. */
  readonly goodbye: number
  /** After everything is said and the agent says nothing at all. */
  readonly lonely: number
  /** On hold for longer: hangs up. */
  readonly longestHold: number
  /** The longest call. */
  readonly longest: number
}

export type Utterance = { readonly kind: 'line'; readonly index: number } | { readonly kind: Manner }

/** How it ended: gave up waiting, said all, was told to (the sandbox closes), the other side, lasted too long, or the line was refused or lost. */
export type CitizenEnd = 'abandoned' | 'finished' | 'told' | 'remote' | 'too-long' | 'failed'

interface Talk {
  /** Index of the next own line. */
  readonly next: number
  readonly agentTalking: boolean
  /** Whether the agent has spoken since the citizen's last words. */
  readonly heard: boolean
  /** Own utterances since the agent was last heard. */
  readonly unheard: number
  readonly onHold: boolean
  readonly endsBy: number
  readonly holdEndsBy: number
}

export type CitizenState =
  | { readonly phase: 'queued'; readonly wakeAt: number }
  | { readonly phase: 'listening'; readonly wakeAt: number; readonly talk: Talk }
  | { readonly phase: 'speaking'; readonly what: Utterance; readonly wakeAt: number; readonly talk: Talk }
  | { readonly phase: 'over'; readonly how: CitizenEnd; readonly wakeAt: number }

/** `at` is milliseconds since the epoch. `time` comes at `wakeAt` or whenever; `spoken` when the last sample of an utterance was sent. */
export type CitizenEvent = { readonly at: number } & (
  | { readonly type: 'answered' | 'spoken' | 'time' | 'told' | 'remote-ended' | 'failed' }
  | { readonly type: 'agent'; readonly talking: boolean }
  | { readonly type: 'hold'; readonly on: boolean }
)

export type CitizenEffect =
  | { readonly type: 'say'; readonly what: Utterance }
  | { readonly type: 'give-up' }
  | { readonly type: 'hang-up' }

export interface CitizenStep {
  readonly state: CitizenState
  readonly effects: readonly CitizenEffect[]
}

const stay = (state: CitizenState): CitizenStep => ({ state, effects: [] })

const over = (how: CitizenEnd, effects: readonly CitizenEffect[]): CitizenStep => ({
  state: { phase: 'over', how, wakeAt: Number.POSITIVE_INFINITY },
  effects,
})

/** The citizen has just called. */
export const startCitizen = (temper: Temper, at: number): CitizenState => ({
  phase: 'queued',
  wakeAt: at + temper.patience,
})

/** What a citizen does next. It never begins to speak while the agent does or while on hold, says its lines once each and in order, and always ends. */
export function stepCitizen(temper: Temper, state: CitizenState, event: CitizenEvent): CitizenStep {
  if (state.phase === 'over') return stay(state)
  if (event.type === 'remote-ended') return over('remote', [])
  if (event.type === 'failed') return over('failed', [])
  if (event.type === 'told') return over('told', [state.phase === 'queued' ? { type: 'give-up' } : { type: 'hang-up' }])
  if (state.phase === 'queued') return stepQueued(temper, state, event)
  if (event.type === 'answered') return stay(state)
  if (event.at >= state.talk.endsBy) return over('too-long', [{ type: 'hang-up' }])
  if (state.phase === 'speaking') return stepSpeaking(temper, state, event)
  return stepListening(temper, state, event)
}

function stepQueued(temper: Temper, state: CitizenState, event: CitizenEvent): CitizenStep {
  if (event.type === 'answered') {
    const talk: Talk = {
      next: 0,
      agentTalking: false,
      heard: false,
      unheard: 0,
      onHold: false,
      endsBy: event.at + temper.longest,
      holdEndsBy: Number.POSITIVE_INFINITY,
    }
    return stay({ phase: 'listening', wakeAt: event.at + temper.greetAfter, talk })
  }
  return event.at >= state.wakeAt ? over('abandoned', [{ type: 'give-up' }]) : stay(state)
}

/** The citizen finishes the sentence even when the agent talks into it: what was said stays whole. */
function stepSpeaking(
  temper: Temper,
  state: Extract<CitizenState, { phase: 'speaking' }>,
  event: CitizenEvent,
): CitizenStep {
  const talk = noticed(temper, state.talk, event)
  if (event.type !== 'spoken') return stay({ ...state, talk })
  if (state.what.kind === 'bye') return over('finished', [{ type: 'hang-up' }])
  return stay(listen(temper, { ...talk, heard: talk.agentTalking, unheard: talk.unheard + 1 }, event.at))
}

function stepListening(
  temper: Temper,
  state: Extract<CitizenState, { phase: 'listening' }>,
  event: CitizenEvent,
): CitizenStep {
  if (event.type === 'agent' || event.type === 'hold') {
    return stay(listen(temper, noticed(temper, state.talk, event), event.at))
  }
  if (event.type !== 'time' || event.at < state.wakeAt) return stay(state)
  const { talk } = state
  if (talk.onHold) return over('too-long', [{ type: 'hang-up' }])
  const what = nextUtterance(temper, talk)
  const next = what.kind === 'line' ? talk.next + 1 : talk.next
  return {
    state: { phase: 'speaking', what, wakeAt: talk.endsBy, talk: { ...talk, next } },
    effects: [{ type: 'say', what }],
  }
}

function noticed(temper: Temper, talk: Talk, event: CitizenEvent): Talk {
  if (event.type === 'agent') {
    const heard = talk.heard || event.talking
    return { ...talk, agentTalking: event.talking, heard, unheard: heard ? 0 : talk.unheard }
  }
  if (event.type !== 'hold') return talk
  const holdEndsBy = event.on ? event.at + temper.longestHold : Number.POSITIVE_INFINITY
  return { ...talk, onHold: event.on, agentTalking: false, heard: false, holdEndsBy }
}

function listen(temper: Temper, talk: Talk, at: number): CitizenState {
  return { phase: 'listening', wakeAt: Math.min(talk.endsBy, at + patienceOf(temper, talk, at)), talk }
}

function patienceOf(temper: Temper, talk: Talk, at: number): number {
  if (talk.onHold) return talk.holdEndsBy - at
  if (talk.agentTalking) return Number.POSITIVE_INFINITY
  const allSaid = talk.next >= temper.lines
  if (talk.heard) return allSaid ? temper.goodbye : temper.reaction
  if (talk.unheard === 0 && talk.next === 0) return temper.greetAfter
  return allSaid ? temper.lonely : temper.silence
}

function nextUtterance(temper: Temper, talk: Talk): Utterance {
  if (!talk.heard && talk.unheard === 0 && talk.next === 0) return { kind: 'greet' }
  if (talk.next >= temper.lines) return { kind: 'bye' }
  const nobodyThere = !talk.heard && talk.unheard % 3 === 2
  return nobodyThere ? { kind: 'check' } : { kind: 'line', index: talk.next }
}
