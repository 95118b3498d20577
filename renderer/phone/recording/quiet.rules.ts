import { type MixerState, matrix } from '#shared/telephony/matrix.ts'
import type { QuietKind } from './channel-clock.ts'

/** Why each channel of a leg has no sound now, by the matrix that decides who hears whom. Who waits hears music, and is not recorded. */
export function quietOf(state: MixerState, legId: string): { readonly agent: QuietKind; readonly party: QuietKind } {
  const edges = matrix(state)
  const open = (source: string, sink: string) =>
    edges.some((edge) => edge.source === source && edge.sink === sink && edge.gain > 0)
  const party = open(`leg:${legId}`, 'ear') ? null : 'held'
  const agent = open('microphone', `leg:${legId}`) ? null : party === null && state.microphoneMuted ? 'muted' : 'held'
  return { agent, party }
}
