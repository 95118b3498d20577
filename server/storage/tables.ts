import type { AssistantTables } from './tables/assistant.ts'
import type { AttachmentTables } from './tables/attachment.ts'
import type { DirectoryTables } from './tables/directory.ts'
import type { DispatchTables } from './tables/dispatch.ts'
import type { EnterpriseTables } from './tables/enterprise.ts'
import type { ExportTables } from './tables/export.ts'
import type { HandoverTables } from './tables/handover.ts'
import type { LinkTables } from './tables/link.ts'
import type { MessageTables } from './tables/message.ts'
import type { NearTables } from './tables/near.ts'
import type { NoticeTables } from './tables/notice.ts'
import type { NumberLookupTables } from './tables/number-lookup.ts'
import type { PhraseTables } from './tables/phrase.ts'
import type { RecordingTables } from './tables/recording.ts'
import type { SavedViewTables } from './tables/saved-view.ts'
import type { SeatTables } from './tables/seat.ts'
import type { SurveyTables } from './tables/survey.ts'
import type { CallTables } from './tables/telephony.ts'
import type { TicketTables } from './tables/ticket.ts'

/** Every table of the one data model; each domain's rows are typed in its own file under tables/ and joined here. */
export type Tables = SeatTables &
  LinkTables &
  CallTables &
  TicketTables &
  AttachmentTables &
  DispatchTables &
  EnterpriseTables &
  NearTables &
  ExportTables &
  NumberLookupTables &
  SavedViewTables &
  AssistantTables &
  DirectoryTables &
  SurveyTables &
  RecordingTables &
  NoticeTables &
  HandoverTables &
  MessageTables &
  PhraseTables
