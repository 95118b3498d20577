import type { CallbackEvent } from '#shared/telephony/callback-event.ts'
import type { CallbackTask } from '#shared/telephony/callback-task.ts'
import type { Db, Tx } from '../../storage/query.ts'
import type { CallbackTasksTable } from '../../storage/tables/telephony.ts'

const fromRow = (row: CallbackTasksTable): CallbackTask => ({
  taskId: row.task_id,
  number: row.number,
  state: row.state,
  origin: row.origin,
  missed: row.missed,
  missedAt: row.missed_at,
  promisedBy: row.promised_by,
  note: row.note,
  dueAt: row.due_at,
  createdAt: row.created_at,
  seat: row.seat,
  heldUntil: row.held_until,
  attempts: row.attempts,
  unanswered: row.unanswered,
  lastOutcome: row.last_outcome,
  spoke: row.spoke,
  callId: row.call_id,
  closedAt: row.closed_at,
})

const toRow = (task: CallbackTask): CallbackTasksTable => ({
  task_id: task.taskId,
  number: task.number,
  state: task.state,
  origin: task.origin,
  missed: task.missed,
  missed_at: task.missedAt,
  promised_by: task.promisedBy,
  note: task.note,
  due_at: task.dueAt,
  created_at: task.createdAt,
  seat: task.seat,
  held_until: task.heldUntil,
  attempts: task.attempts,
  unanswered: task.unanswered,
  last_outcome: task.lastOutcome,
  spoke: task.spoke,
  call_id: task.callId,
  closed_at: task.closedAt,
})

/** Which task: by its id, or the one of a number that is not closed. */
export type WhichTask = { readonly taskId: string } | { readonly number: string }

/** Reads a task that is not closed and keeps others from changing it until the transaction ends; null: there is none. */
export async function lockTask(tx: Tx, which: WhichTask): Promise<CallbackTask | null> {
  const live = tx.selectFrom('callback_tasks').selectAll().where('closed_at', 'is', null).forUpdate()
  const one = 'taskId' in which ? live.where('task_id', '=', which.taskId) : live.where('number', '=', which.number)
  const row = await one.executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The number's task, made from `fresh` where it has none, locked. */
export async function openTask(tx: Tx, fresh: CallbackTask): Promise<CallbackTask> {
  await tx
    .insertInto('callback_tasks')
    .values(toRow(fresh))
    .onConflict((conflict) => conflict.column('number').where('closed_at', 'is', null).doNothing())
    .execute()
  const task = await lockTask(tx, { number: fresh.number })
  if (task === null) throw new Error('a callback task just made is gone')
  return task
}

/** Writes the task as the event left it, and the event. */
export async function saveTask(
  tx: Tx,
  task: CallbackTask,
  event: CallbackEvent & { readonly at: number },
): Promise<void> {
  const { task_id, ...row } = toRow(task)
  await tx.updateTable('callback_tasks').set(row).where('task_id', '=', task_id).execute()
  await tx
    .insertInto('callback_events')
    .values({
      task_id,
      at: event.at,
      type: event.type,
      seat: 'seat' in event ? event.seat : null,
      event: JSON.stringify(event),
    })
    .execute()
}

/** Tasks that are not closed, due first. */
export async function liveTasks(db: Db, limit: number): Promise<CallbackTask[]> {
  const rows = await db
    .selectFrom('callback_tasks')
    .selectAll()
    .where('closed_at', 'is', null)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** Tasks a seat has. */
export async function heldTasks(db: Db): Promise<CallbackTask[]> {
  const rows = await db
    .selectFrom('callback_tasks')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('seat', 'is not', null)
    .execute()
  return rows.map(fromRow)
}
