import type { Work } from '../../storage/query.ts'
import { lockTask } from './callbacks.repository.ts'
import type { Callbacks } from './callbacks.ts'

/** Passes a promise from who made it to another seat; its time holds. */
export const createPassing = ({ apply }: Pick<Callbacks, 'apply'>) => {
  const promised = async (tx: Work['tx'], taskId: string, seat: string) => {
    const task = await lockTask(tx, { taskId })
    return task?.promisedBy === seat ? task : null
  }
  return {
    isPromisedBy: async (tx: Work['tx'], taskId: string, seat: string) => (await promised(tx, taskId, seat)) !== null,
    async pass(to: Work & { readonly seat: string; readonly at: number }, taskId: string, from: string) {
      const task = await promised(to.tx, taskId, from)
      if (task === null) return false
      const event = { type: 'promised', seat: to.seat, dueAt: task.dueAt, note: '', callId: null } as const
      return (await apply(to, { taskId }, { event, at: to.at })).ok
    },
  }
}
