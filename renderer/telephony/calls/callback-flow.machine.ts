import type { Leg } from '#shared/contract/phone/phone-messages.ts'

/**
 * Where this desk is with the callback it makes: it asks for the task, rings, talks, and is asked what came of it. The server's task goes on
 * without it: a desk that is gone loses no more than this.
 */
export type CallbackFlow =
  | { readonly kind: 'idle' }
  | { readonly kind: 'claiming'; readonly taskId: string }
  /** `before`: legs that were there when it was dialled. */
  | {
      readonly kind: 'dialling'
      readonly taskId: string
      readonly number: string
      readonly before: ReadonlySet<string>
    }
  | {
      readonly kind: 'calling'
      readonly taskId: string
      readonly number: string
      readonly legId: string
      readonly spoke: boolean
    }
  | { readonly kind: 'asking'; readonly taskId: string; readonly number: string; readonly spoke: boolean }

export type CallbackFlowEvent =
  | { readonly type: 'claim'; readonly taskId: string }
  | { readonly type: 'claimed'; readonly taskId: string; readonly number: string; readonly legs: readonly Leg[] }
  | { readonly type: 'not-claimed'; readonly taskId: string }
  | { readonly type: 'legs'; readonly legs: readonly Leg[] }
  /** The phone refused to dial. */
  | { readonly type: 'not-dialled' }
  /** A person wants to say what came of a task of this seat's. */
  | { readonly type: 'ask'; readonly taskId: string; readonly number: string; readonly spoke: boolean }
  /** It was said, or the task is no longer this seat's. */
  | { readonly type: 'over'; readonly taskId: string }

type Move<T extends CallbackFlowEvent['type']> = (
  from: CallbackFlow,
  event: Extract<CallbackFlowEvent, { type: T }>,
) => CallbackFlow
type Row = { readonly [T in CallbackFlowEvent['type']]?: Move<T> }

const idle: CallbackFlow = { kind: 'idle' }
const claim: Move<'claim'> = (_from, { taskId }) => ({ kind: 'claiming', taskId })
const ask: Move<'ask'> = (_from, { taskId, number, spoke }) => ({ kind: 'asking', taskId, number, spoke })
const ofTask =
  <T extends 'claimed' | 'not-claimed' | 'over'>(move: Move<T>): Move<T> =>
  (from, event) => {
    const { taskId }: { taskId: string } = event
    return from.kind !== 'idle' && from.taskId === taskId ? move(from, event) : from
  }
const end = ofTask<'over'>(() => idle)

const find: Move<'legs'> = (from, { legs }) => {
  if (from.kind !== 'dialling') return from
  const { taskId, number } = from
  const leg = legs.find(({ id, direction }) => direction === 'out' && !from.before.has(id))
  return leg ? follow({ kind: 'calling', taskId, number, legId: leg.id, spoke: false }, { type: 'legs', legs }) : from
}
const follow: Move<'legs'> = (from, { legs }) => {
  if (from.kind !== 'calling') return from
  const leg = legs.find(({ id }) => id === from.legId)
  const spoke = from.spoke || (leg?.answeredAt ?? null) !== null
  if (leg && leg.state !== 'ended') return spoke === from.spoke ? from : { ...from, spoke }
  return { kind: 'asking', taskId: from.taskId, number: from.number, spoke }
}

/** The one table of what may happen. What has no entry changes nothing. */
const table: { readonly [K in CallbackFlow['kind']]: Row } = {
  idle: { claim, ask },
  claiming: {
    claimed: ofTask((_from, { taskId, number, legs }) => ({
      kind: 'dialling',
      taskId,
      number,
      before: new Set(legs.map(({ id }) => id)),
    })),
    'not-claimed': ofTask(() => idle),
    over: end,
  },
  dialling: { legs: find, 'not-dialled': () => idle, over: end },
  calling: { legs: follow, over: end },
  asking: { claim, ask, over: end },
}

/** What an event makes of the flow; the same object where it changes nothing. */
export function nextFlow(from: CallbackFlow, event: CallbackFlowEvent): CallbackFlow {
  const move = table[from.kind][event.type] as Move<CallbackFlowEvent['type']> | undefined
  return move ? move(from, event) : from
}
