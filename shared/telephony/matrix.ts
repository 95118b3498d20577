/** Where sound comes from. A leg is named by its id behind `leg:`; `music` is for those who wait. */
export type SoundSource = 'microphone' | 'tone' | 'music' | `leg:${string}`
/** Where sound goes: a leg, the agent's ear, the speech recogniser. */
export type SoundSink = 'ear' | 'recogniser' | `leg:${string}`

/**
 * What a leg is in the talk. A `party` talks; a lead who `listen`s hears and is not heard, one who `whisper`s is heard by the agent alone,
 * one who `barge`s talks with everybody.
 */
export const legRoles = ['party', 'listen', 'whisper', 'barge'] as const
export type LegRole = (typeof legRoles)[number]

/** One party as the mixer sees it. */
export interface MixerLeg {
  readonly id: string
  readonly role: LegRole
  /** Established, with sound flowing. */
  readonly live: boolean
  /** Not answered yet, and already heard (early media): an announcement, a ring of the other network. */
  readonly early?: boolean
  /** Held by us, or becoming so, or not yet resumed. */
  readonly held: boolean
  /** The others do not hear this party; the agent still does. */
  readonly muted: boolean
  /** The way to a conference elsewhere: music for one who waits would sound among all who are in it. */
  readonly several?: boolean
}

export interface MixerState {
  readonly legs: readonly MixerLeg[]
  /** Mute me: the agent's microphone reaches nobody. */
  readonly microphoneMuted: boolean
  /** Private talk with this party: the other parties neither hear nor are heard. */
  readonly privateWith: string | null
  /** Who hears the tone generator. */
  readonly toneTo: 'nobody' | 'ear' | 'everyone'
}

/** One cell of the matrix. `gain` is linear, 0 or 1. */
export interface MixerEdge {
  readonly source: SoundSource
  readonly sink: SoundSink
  readonly gain: 0 | 1
}

const bit = (on: boolean): 0 | 1 => (on ? 1 : 0)
const up = (leg: MixerLeg): boolean => leg.live && !leg.held

/** In the talk with the agent now. A lead who barges in talks with whomever the agent talks with. */
const talks = (state: MixerState, leg: MixerLeg): boolean =>
  up(leg) &&
  (leg.role === 'barge' || (leg.role === 'party' && (state.privateWith === null || state.privateWith === leg.id)))

/** Whether this leg's sound may reach the other legs. */
const speaks = (state: MixerState, leg: MixerLeg): boolean => talks(state, leg) && !leg.muted

/** Whether this leg hears the talk: those in it, and every lead. */
const hears = (state: MixerState, leg: MixerLeg): boolean => (leg.role === 'party' ? talks(state, leg) : up(leg))

/** Whether the agent hears this leg. */
const reachesEar = (state: MixerState, leg: MixerLeg): boolean =>
  talks(state, leg) || leg.early === true || (leg.role === 'whisper' && up(leg))

/** A party that is there but not in the talk waits with music. */
const waits = (state: MixerState, leg: MixerLeg): boolean =>
  leg.role === 'party' && leg.live && !leg.several && !talks(state, leg)

const toLeg = (state: MixerState, to: MixerLeg): MixerEdge[] => {
  const sink = `leg:${to.id}` as const
  const open = hears(state, to)
  return [
    { source: 'microphone', sink, gain: bit(open && !state.microphoneMuted) },
    { source: 'tone', sink, gain: bit(open && state.toneTo === 'everyone') },
    { source: 'music', sink, gain: bit(waits(state, to)) },
    ...state.legs
      .filter((from) => from.id !== to.id)
      .map((from) => ({ source: `leg:${from.id}` as const, sink, gain: bit(open && speaks(state, from)) })),
  ]
}

const toUs = (state: MixerState): MixerEdge[] => [
  { source: 'tone', sink: 'ear', gain: bit(state.toneTo !== 'nobody') },
  {
    source: 'microphone',
    sink: 'recogniser',
    gain: bit(!state.microphoneMuted && state.legs.some((leg) => talks(state, leg))),
  },
  ...state.legs.flatMap((leg): MixerEdge[] => [
    { source: `leg:${leg.id}`, sink: 'ear', gain: bit(reachesEar(state, leg)) },
    { source: `leg:${leg.id}`, sink: 'recogniser', gain: bit(talks(state, leg)) },
  ]),
]

/**
 * The one matrix of gains: hold, mute, private talk, conference, listening, whispering and barging in are nothing but its values.
 * There is no edge from a party to itself (no echo), none from the microphone to the ear, and none from tone or music to the recogniser.
 */
export function matrix(state: MixerState): readonly MixerEdge[] {
  return [...state.legs.flatMap((leg) => toLeg(state, leg)), ...toUs(state)]
}
