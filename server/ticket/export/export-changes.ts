import type { TopicPublisher, TopicSource } from '../../ports/topics.ts'

/** Tells who asks and who decides that the list of exports is another; which of them, each one's own list says. @param at ms since the epoch */
export const publishExports = (publisher: TopicPublisher, at: number): void =>
  publisher.publish({ name: 'export-changes', id: '' }, [['last', { at }]])

/** A desk that comes fresh asks for its list anyway: there is nothing to load. */
export const exportChangesTopic: TopicSource<'export-changes'> = {
  load: async () => [],
  allow: async () => true,
}
