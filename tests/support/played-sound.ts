import { type RecordingRow, recordingsSchema, type SoundTrack } from '#shared/contract/rest/recordings.schema.ts'
import { signInAnswerSchema } from '#shared/contract/rest/sign-in.schema.ts'
import { soundRate } from '#shared/recording/sound-frame.ts'

/** Somebody who asks the backend for recordings by REST. */
export interface SoundReader {
  list(callId: string): Promise<readonly RecordingRow[]>
  /** Samples of a WAV; a refusal is its status. */
  sound(recordingId: string, track: SoundTrack, reason?: string): Promise<Int16Array | number>
  calls(): Promise<readonly { callId: string; number: string | null; recorded?: boolean }[]>
}

/** Signs a seat of the sandbox in, for REST alone. */
export async function soundReader(url: string, seat: string): Promise<SoundReader> {
  const answer = signInAnswerSchema.parse(
    await (
      await fetch(`${url}api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ seat, takeOver: true }),
      })
    ).json(),
  )
  if (!answer.ok) throw new Error(answer.reason)
  const headers = { authorization: `Bearer ${answer.session.token}` }
  const get = (path: string) => fetch(`${url}${path}`, { headers })
  return {
    async list(callId) {
      return recordingsSchema.parse(await (await get(`api/recordings?callId=${callId}`)).json()).recordings
    },
    async sound(recordingId, track, reason = 'a test listens') {
      const query = new URLSearchParams({ track, reason })
      const response = await get(`api/recordings/${recordingId}/sound?${query}`)
      if (!response.ok) return response.status
      return samplesOf(await response.arrayBuffer())
    },
    async calls() {
      const page = (await (await get('api/calls')).json()) as { calls: Awaited<ReturnType<SoundReader['calls']>> }
      return page.calls
    },
  }
}

/** The samples of a WAV of 16 kHz, 16 bit, mono; anything else throws. */
function samplesOf(wav: ArrayBuffer): Int16Array {
  const view = new DataView(wav)
  const says = [view.getUint32(24, true), view.getUint16(34, true), view.getUint16(22, true), view.getUint32(40, true)]
  if (says.join() !== [soundRate, 16, 1, wav.byteLength - 44].join()) throw new Error(`no WAV of ours: ${says.join()}`)
  return new Int16Array(wav.slice(44))
}

/** Level of one frequency in a stretch of 16 kHz sound, dB of full scale, Hann window. @param at seconds */
export function levelAt(samples: Int16Array, hertz: number, [from, to]: readonly [number, number]): number {
  const part = samples.subarray(from * soundRate, to * soundRate)
  let [re, im] = [0, 0]
  part.forEach((sample, n) => {
    const window = 1 - Math.cos((2 * Math.PI * n) / part.length)
    const turn = (2 * Math.PI * hertz * n) / soundRate
    re += (sample / 32_768) * window * Math.cos(turn)
    im += (sample / 32_768) * window * Math.sin(turn)
  })
  return 20 * Math.log10((2 * Math.hypot(re, im)) / Math.max(part.length, 1) + 1e-9)
}
