import { type RecordingRow, recordingsSchema, type SoundTrack } from '#shared/contract/rest/recordings.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { askBackend } from '../link/read-json.ts'

/** Why nothing came. `gone`: deleted by rule, or never there; `unexpected`: an answer of another form. */
export type RecordingFailure = 'unreachable' | 'forbidden' | 'gone' | 'damaged' | 'unexpected'

/** What is to be heard. */
export interface PlayOrder {
  readonly recordingId: string
  readonly track: SoundTrack
  readonly reason: string
}

/** Reading recordings from the backend. */
export interface RecordingApi {
  list(callId: string): Promise<Result<readonly RecordingRow[], RecordingFailure>>
  /** The sound as a WAV. Each call is an access, and kept as one. */
  sound(order: PlayOrder): Promise<Result<Blob, RecordingFailure>>
}

const failures: Readonly<Record<number, RecordingFailure>> = { 403: 'forbidden', 404: 'gone', 409: 'damaged' }

/** GET /api/recordings over fetch. `token`: the session's as it is now. */
export function createRecordingApi(parts: { fetch: typeof fetch; token: () => string }): RecordingApi {
  const ask = async (path: string): Promise<Result<Response, RecordingFailure>> => {
    const answer = await askBackend(parts, path)
    if (answer === null) return failure('unreachable')
    return answer.ok ? success(answer) : failure(failures[answer.status] ?? 'unreachable')
  }
  return {
    async list(callId) {
      const answer = await ask(`/api/recordings?${new URLSearchParams({ callId })}`)
      if (!answer.ok) return answer
      const parsed = recordingsSchema.safeParse(await answer.value.json().catch(() => undefined))
      return parsed.success ? success(parsed.data.recordings) : failure('unexpected')
    },
    async sound({ recordingId, track, reason }) {
      const query = new URLSearchParams({ track, reason })
      const answer = await ask(`/api/recordings/${encodeURIComponent(recordingId)}/sound?${query}`)
      if (!answer.ok) return answer
      const bytes = await answer.value.arrayBuffer().catch(() => null)
      return bytes === null ? failure('unreachable') : success(new Blob([bytes], { type: 'audio/wav' }))
    },
  }
}
