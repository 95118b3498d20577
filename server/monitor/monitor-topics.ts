import type { MonitorRow, WatchRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Monitors } from './monitors.ts'

export interface MonitorTopicsParts {
  readonly monitors: Monitors
  readonly publisher: TopicPublisher
  readonly nameOf: (seat: string) => string
  /** Whether an agent is shown that a lead listens (the site's policy); one who is heard is always shown. */
  readonly shown: boolean
}

export interface MonitorTopics {
  readonly monitors: TopicSource<'monitors'>
  readonly watch: TopicSource<'wall-watch'>
  close: Disposer
}

/** Tells a seat who is in its call, and the leads who watches whom and who asks for help. */
export function createMonitorTopics({ monitors, publisher, nameOf, shown }: MonitorTopicsParts): MonitorTopics {
  const rows = (seat: string) =>
    monitors
      .of(seat)
      .map(({ lead, mode, takingOver, since }): readonly [string, MonitorRow] => [
        lead,
        { lead, name: nameOf(lead), mode, takingOver, since, shown: shown || mode !== 'listen' },
      ])
  const watchRow = (seat: string): WatchRow => ({
    seat,
    helpSince: monitors.helpSince(seat),
    leads: monitors.of(seat).map(({ lead, mode }) => ({ lead, mode })),
  })
  const told = new Map<string, readonly string[]>()
  const say = (seat: string) => {
    const now = rows(seat)
    const here = now.map(([lead]) => lead)
    const gone = (told.get(seat) ?? []).filter((lead) => !here.includes(lead))
    if (here.length > 0) told.set(seat, here)
    else told.delete(seat)
    publisher.publish({ name: 'monitors', id: seat }, now, gone)
    const row = watchRow(seat)
    const idle = row.helpSince === null && row.leads.length === 0
    publisher.publish({ name: 'wall-watch', id: '' }, idle ? [] : [[seat, row]], idle ? [seat] : [])
  }
  return {
    monitors: { load: async (seat) => rows(seat), allow: async (reader, seat) => reader.seat === seat },
    watch: {
      load: async () => monitors.seats().map((seat) => [seat, watchRow(seat)] as const),
      allow: async () => true,
    },
    close: monitors.onChange(say),
  }
}
