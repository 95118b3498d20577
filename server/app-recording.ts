import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { Base } from './app-base.ts'
import { originsOf } from './app-sip.ts'
import { originAllowed } from './link/origin.rules.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Route } from './ports/routes.ts'
import { createFolderStore } from './recording/folder-store.ts'
import { recordingHandlers } from './recording/recording.handlers.ts'
import { createRecordingRoutes } from './recording/recording.routes.ts'
import { createRecordingVault } from './recording/recording-vault.ts'
import { recordedCalls } from './recording/recordings.repository.ts'
import { startRetention } from './recording/retention.ts'
import { openSoundSession } from './recording/sound-session.ts'
import { listenForSound } from './recording/sound-socket.ts'
import { createSoundTickets } from './recording/sound-ticket.ts'
import { randomId } from './system-clock.ts'
import { findStoredCall, isIn } from './telephony/calls.repository.ts'

/** Recordings of calls. Without a folder nothing is recorded, and what was recorded elsewhere is not played. */
export interface Recordings {
  readonly handlers: Pick<CommandHandlers, 'recording.ticket'>
  readonly routes: readonly Route[]
  /** Which of these calls have sound. */
  readonly recorded: (callIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Takes sound on this server from now on. The result stops it and waits for what is being written. */
  listen(server: Server): () => Promise<void>
}

/** Opens index, trail and store. */
export function openRecordings(base: Base): Recordings {
  const { storage, clock, options } = base
  const site = options.recordings
  const tickets = site ? createSoundTickets(options.master) : null
  const handlers = recordingHandlers({
    tickets,
    async ownCall(tx, seat, callId) {
      const call = await findStoredCall(tx, callId)
      if (!call || !isIn(call, seat)) return null
      return call.answeredAt !== null && call.endedAt === null ? 'talking' : 'not-now'
    },
  })
  if (!site || !tickets)
    return { handlers, routes: [], recorded: async () => new Set(), listen: () => async () => undefined }
  const parts = {
    storage,
    clock,
    newId: randomId,
    store: createFolderStore(site.folder),
    vault: createRecordingVault(options.master, randomBytes),
  }
  return {
    handlers,
    routes: createRecordingRoutes(parts),
    recorded: (callIds) => recordedCalls(storage.db, callIds),
    listen(server) {
      const onError = base.onError('recording')
      const stopSockets = listenForSound({
        server,
        clock,
        allowOrigin: (origin) => originAllowed(origin, originsOf(base)),
        open: (peer) =>
          openSoundSession(peer, { ...parts, check: (ticket) => tickets.check(ticket, clock.now()), onError }),
      })
      const stopRetention = startRetention({ ...parts, days: site.days, onError })
      return async () => {
        await stopSockets()
        await stopRetention()
      }
    },
  }
}
