import { hereEveryMs } from '#shared/contract/socket/envelope.ts'
import type { DraftPersonRow } from '#shared/contract/socket/topics.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { Link } from './link-types.ts'

/** Who else is in a draft, and where this desk's person is. */
export interface DraftPeople {
  /** The others; the same array until it changes (for useSyncExternalStore). */
  others(): readonly DraftPersonRow[]
  onChange(listener: () => void): Disposer
  /** The person is in this field now; null: in none. */
  focus(field: DraftPersonRow['field']): void
  readonly close: Disposer
}

export interface JoinParts {
  readonly link: Pick<Link, 'subscribe' | 'onSettled' | 'here'>
  readonly clock: Clock
  readonly seat: string
  readonly draftId: string
  /** A guest says that he is here from the start; an author only when somebody else is. */
  readonly guest: boolean
}

/** Follows who is in the draft, and says again and again that this desk is, while there is somebody to be told. */
export function joinDraft({ link, clock, seat, draftId, guest }: JoinParts): DraftPeople {
  const listeners = new Set<() => void>()
  const open = createDisposerList()
  let others: readonly DraftPersonRow[] = []
  let field: DraftPersonRow['field'] = null
  let cancelBeat: Disposer | null = null
  let missing = false

  const beat = () => {
    cancelBeat?.()
    cancelBeat = null
    if (!guest && others.length === 0) return
    link.here({ draftId, field, open: true })
    cancelBeat = clock.after(hereEveryMs, beat)
  }
  const subscribe = () => {
    missing = false
    return link.subscribe(
      'draft-people',
      ({ rows }) => {
        const alone = others.length === 0
        others = [...rows.values()].filter((row) => row.seat !== seat)
        if (alone && others.length > 0) beat()
        for (const listener of [...listeners]) listener()
      },
      {
        id: draftId,
        refused: () => {
          missing = true
        },
      },
    )
  }
  let stop = subscribe()
  open.add(() => stop())
  open.add(
    link.onSettled((settled) => {
      if (!missing || settled.draftId !== draftId || !settled.outcome.ok) return
      stop()
      stop = subscribe()
    }),
  )
  open.add(() => {
    if (cancelBeat) link.here({ draftId, field: null, open: false })
    cancelBeat?.()
    cancelBeat = null
  })
  if (guest) beat()
  return {
    others: () => others,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    focus(next) {
      if (next === field) return
      field = next
      if (cancelBeat) beat()
    },
    close: open.dispose,
  }
}
