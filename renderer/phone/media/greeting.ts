import { type GreetingPiece, greetingOf } from '#shared/telephony/greeting.rules.ts'
import index from './data/greeting.json' with { type: 'json' }
import { joinPieces, type Span } from './greeting-pieces.rules.ts'

/** Where the build put the sound of all pieces, made by `build/voices/make.mjs`. */
export const greetingUrl = new URL('./data/greeting.wav', import.meta.url).href

/** The seat's greeting and the notice of the recording, as sound. */
export interface Greeting {
  /** A source that says it once when started; the caller connects it to whom it is for. */
  source(seat: string): AudioBufferSourceNode
}

/** Seconds, of the sound before it was resampled. */
const spanOf = ({ from, length }: { from: number; length: number }): Span => ({
  from: from / index.rate,
  length: length / index.rate,
})

/** Fetches and decodes the sound; rejects where it is not there or no sound. Once for the phone's life. */
export async function loadGreeting(context: BaseAudioContext, url: string = greetingUrl): Promise<Greeting> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`greeting: ${response.status}`)
  const sound = await context.decodeAudioData(await response.arrayBuffer())
  const samples = sound.getChannelData(0)
  const pieces: Readonly<Record<GreetingPiece, { from: number; length: number }>> = index.pieces
  return {
    source(seat) {
      const spans = greetingOf(seat).map((piece) => spanOf(pieces[piece]))
      const joined = joinPieces({ samples, rate: sound.sampleRate }, spans)
      const buffer = new AudioBuffer({ length: joined.length, sampleRate: sound.sampleRate })
      buffer.copyToChannel(joined, 0)
      return new AudioBufferSourceNode(context, { buffer })
    },
  }
}
