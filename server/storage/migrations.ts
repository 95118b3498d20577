import type { Migration } from './migration.ts'
import { seatMigration } from './migrations/0001-seat.ts'
import { linkMigration } from './migrations/0002-link.ts'
import { ticketMigration } from './migrations/0003-ticket.ts'
import { assistantMigration } from './migrations/0004-assistant.ts'
import { telephonyMigration } from './migrations/0005-telephony.ts'
import { draftOfCallMigration } from './migrations/0006-draft-of-call.ts'
import { dialogsMigration } from './migrations/0007-dialogs.ts'
import { togetherMigration } from './migrations/0008-together.ts'
import { monitorMigration } from './migrations/0009-monitor.ts'
import { directoryMigration } from './migrations/0010-directory.ts'
import { surveyMigration } from './migrations/0011-survey.ts'
import { callbackMigration } from './migrations/0012-callback.ts'
import { callQualityMigration } from './migrations/0013-call-quality.ts'
import { recordingMigration } from './migrations/0014-recording.ts'
import { transferMigration } from './migrations/0016-transfer.ts'
import { ticketLoopMigration } from './migrations/0017-ticket-loop.ts'
import { sharedDraftMigration } from './migrations/0018-shared-draft.ts'
import { ticketMoreMigration } from './migrations/0019-ticket-more.ts'
import { attachmentMigration } from './migrations/0020-attachment.ts'
import { dispatchMigration } from './migrations/0021-dispatch.ts'
import { nearMigration } from './migrations/0022-near.ts'
import { narrowingMigration } from './migrations/0023-narrowing.ts'
import { auditAnchorMigration } from './migrations/0024-audit-anchors.ts'
import { dayMigration } from './migrations/0025-day.ts'
import { noticeMigration } from './migrations/0026-notice.ts'
import { enterpriseMigration } from './migrations/0027-enterprise.ts'
import { exportMigration } from './migrations/0028-exports.ts'
import { phraseMigration } from './migrations/0029-phrase.ts'
import { ticketLinksIndexMigration } from './migrations/0030-ticket-links-index.ts'
import { savedViewsMigration } from './migrations/0031-saved-views.ts'
import { runningNumberMigration } from './migrations/0032-running-number.ts'
import { numberLookupMigration } from './migrations/0033-number-lookups.ts'
import { handoverMigration } from './migrations/0034-handover.ts'
import { messageMigration } from './migrations/0035-message.ts'
import { unitTextsMigration } from './migrations/0036-unit-texts.ts'
import { draftPassingMigration } from './migrations/0037-draft-passing.ts'
import { firmRemovedMigration } from './migrations/0038-firm-removed.ts'

/** The data model, step by step, in the order they run. */
export const migrations: readonly Migration[] = [
  seatMigration,
  linkMigration,
  ticketMigration,
  assistantMigration,
  telephonyMigration,
  draftOfCallMigration,
  dialogsMigration,
  togetherMigration,
  monitorMigration,
  directoryMigration,
  surveyMigration,
  callbackMigration,
  callQualityMigration,
  recordingMigration,
  transferMigration,
  ticketLoopMigration,
  sharedDraftMigration,
  ticketMoreMigration,
  attachmentMigration,
  dispatchMigration,
  nearMigration,
  auditAnchorMigration,
  dayMigration,
  noticeMigration,
  enterpriseMigration,
  exportMigration,
  phraseMigration,
  ticketLinksIndexMigration,
  savedViewsMigration,
  runningNumberMigration,
  numberLookupMigration,
  handoverMigration,
  narrowingMigration,
  messageMigration,
  unitTextsMigration,
  draftPassingMigration,
  firmRemovedMigration,
]
