/** Where sound comes from. A leg is named by its id behind `leg:`. */
export type SoundSource = 'microphone' | 'tone' | `leg:${string}`
/** Where sound goes: a leg, the agent's ear, the speech recogniser. */
export type SoundSink = 'ear' | 'recogniser' | `leg:${string}`

/** One party as the mixer sees it. */
export interface MixerLeg {
  readonly id: string
  /** Established, with sound flowing. */
  readonly live: boolean
  /** Held by us, or becoming so, or not yet resumed. */
  readonly held: boolean
  /** The others do not hear this party; the agent still does. */
  readonly muted: boolean
}

export interface MixerState {
  readonly legs: readonly MixerLeg[]
  /** Mute me: the agent's microphone reaches nobody. */
  readonly microphoneMuted: boolean
  /** Private talk with this leg: the others neither hear nor are heard. */
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

const talks = (state: MixerState, leg: MixerLeg): boolean =>
  leg.live && !leg.held && (state.privateWith === null || state.privateWith === leg.id)

const toLeg = (state: MixerState, to: MixerLeg): MixerEdge[] => {
  const sink = `leg:${to.id}` as const
  const open = talks(state, to)
  return [
    { source: 'microphone', sink, gain: bit(open && !state.microphoneMuted) },
    { source: 'tone', sink, gain: bit(open && state.toneTo === 'everyone') },
    ...state.legs
      .filter((from) => from.id !== to.id)
      .map((from) => ({
        source: `leg:${from.id}` as const,
        sink,
        gain: bit(open && talks(state, from) && !from.muted),
      })),
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
    { source: `leg:${leg.id}`, sink: 'ear', gain: bit(talks(state, leg)) },
    { source: `leg:${leg.id}`, sink: 'recogniser', gain: bit(talks(state, leg)) },
  ]),
]

/**
 * The one matrix of gains: hold, mute, private talk and conference are nothing but its values.
 * There is no edge from a party to itself (no echo), none from the microphone to the ear, and none from the tone to the recogniser.
 */
export function matrix(state: MixerState): readonly MixerEdge[] {
  return [...state.legs.flatMap((leg) => toLeg(state, leg)), ...toUs(state)]
}
