import { playQuerySchema, type RecordingRow, recordingsQuerySchema } from '#shared/contract/rest/recordings.schema.ts'
import type { NewId } from '#shared/kit/clock.ts'
import { fieldFaults } from '#shared/link/field-faults.rules.ts'
import { callRoles } from '#shared/seat/seat-state.ts'
import type { Route, RouteAnswer, RouteRequest } from '../ports/routes.ts'
import type { Storage } from '../storage/query.ts'
import { openPlayback } from './playback.ts'
import type { RecordingStore } from './recording-store.ts'
import type { RecordingVault } from './recording-vault.ts'
import {
  appendRecordingAct,
  findRecording,
  type RecordingAct,
  recordingsOfCall,
  type StoredRecording,
} from './recordings.repository.ts'

export interface RecordingRoutesParts {
  readonly storage: Storage
  readonly store: RecordingStore
  readonly vault: RecordingVault
  readonly newId: NewId
}

const refused = (status: 400 | 403 | 404 | 409, reason: string): RouteAnswer => ({
  status,
  body: { reason, faults: [] },
})

/** Leads play all of the hall, everybody else what his own phone recorded. */
const mayPlay = ({ seat, role }: RouteRequest['reader'], recording: Pick<StoredRecording, 'seat'>): boolean =>
  role === 'lead' || recording.seat === seat

const rowOf = ({ recordingId, callId, seat, startedAt, ms, ended, spans }: StoredRecording): RecordingRow => ({
  recordingId,
  callId,
  seat,
  startedAt,
  ms,
  ended,
  spans,
})

/** GET /api/recordings and GET /api/recordings/:id/sound; shapes in shared/contract/rest/recordings.schema.ts. */
export function createRecordingRoutes(parts: RecordingRoutesParts): readonly Route[] {
  const { storage } = parts
  const list = async ({ query, reader }: RouteRequest): Promise<RouteAnswer> => {
    const asked = recordingsQuerySchema.safeParse(query)
    if (!asked.success) return { status: 400, body: { reason: 'bad-input', faults: fieldFaults(asked.error.issues) } }
    const found = await recordingsOfCall(storage.db, asked.data.callId)
    return { status: 200, body: { recordings: found.filter((each) => mayPlay(reader, each)).map(rowOf) } }
  }
  const roles = callRoles
  return [
    { method: 'GET', path: '/api/recordings', roles, handle: list },
    { method: 'GET', path: '/api/recordings/:id/sound', roles, handle: (request) => play(request, parts) },
  ]
}

/** Nothing is sent before the access is in the trail. */
async function play(request: RouteRequest, parts: RecordingRoutesParts): Promise<RouteAnswer> {
  const { query, reader, at, params } = request
  const asked = playQuerySchema.safeParse(query)
  if (!asked.success) return { status: 400, body: { reason: 'bad-input', faults: fieldFaults(asked.error.issues) } }
  const { reason, track } = asked.data
  const recording = await findRecording(parts.storage.db, params.id ?? '')
  if (!recording || recording.deletedAt !== null) return refused(404, 'not-found')
  const { recordingId, callId } = recording
  const accessId = parts.newId()
  const write = (act: RecordingAct['act']) =>
    parts.storage.transaction(({ tx }) =>
      appendRecordingAct(tx, { at, seat: reader.seat, act, accessId, recordingId, callId, reason }),
    )
  if (!mayPlay(reader, recording)) {
    await write('refused')
    return refused(403, 'forbidden')
  }
  const sound = await openPlayback(parts.store, recording, { track, vault: parts.vault(callId) })
  await write(sound.ok ? 'play' : 'damaged')
  if (!sound.ok) return refused(409, sound.reason)
  const name = `lianxian-${recordingId}-${track}-${reader.seat}-${accessId}.wav`
  return { status: 200, body: null, file: { type: 'audio/wav', name, ...sound.value } }
}
