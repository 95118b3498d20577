import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { DraftPersonRow } from '#shared/contract/socket/topics.ts'
import type { DraftPeople } from '../link/draft-people.ts'
import type { TicketTab } from './ticket-desk.store.ts'
import type { TicketDesk } from './ticket-desk.ts'

const nobody: readonly DraftPersonRow[] = []
const never = () => () => {}

/** Who else is in the draft that is shown, and a way to say where we are; a draft without a call is nobody else's. */
export function useDraftPeople(desk: TicketDesk, { draftId, callId, shared }: TicketTab) {
  const [people, setPeople] = useState<DraftPeople | null>(null)
  const guest = shared !== null
  useEffect(() => {
    if (callId === null) return
    const joined = desk.joinPeople(draftId, guest)
    setPeople(joined)
    return () => {
      joined.close()
      setPeople(null)
    }
  }, [desk, draftId, callId, guest])
  const others = useSyncExternalStore(people?.onChange ?? never, () => people?.others() ?? nobody)
  const focus = useCallback((field: DraftPersonRow['field']) => people?.focus(field), [people])
  return { others, focus }
}
