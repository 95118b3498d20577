import type { CommandHandler, CommandHandlers } from '../ports/command.ts'
import type { TopicPublisher } from '../ports/topics.ts'
import { addFavourite, dropFavourite } from './favourites.repository.ts'

/** Stars entries for the seat that asks, and tells its desk. */
export function favouriteHandlers(deps: {
  readonly publisher: TopicPublisher
  readonly isEntry: (entryId: string) => boolean
}): Pick<CommandHandlers, 'directory.favourite'> {
  const favourite: CommandHandler<'directory.favourite'> = async (context, { entryId, on }) => {
    const { seat, at, tx } = context
    if (!deps.isEntry(entryId))
      return { ok: false, reason: 'not-found', faults: [{ field: 'entryId', rule: 'unknown' }] }
    if (on) await addFavourite(tx, { seat, entryId, at })
    else await dropFavourite(tx, { seat, entryId })
    const own = { name: 'directory-favourites', id: seat } as const
    context.afterCommit(() =>
      on ? deps.publisher.publish(own, [[entryId, { entryId }]]) : deps.publisher.publish(own, [], [entryId]),
    )
    return { ok: true, result: {} }
  }
  return { 'directory.favourite': favourite }
}
