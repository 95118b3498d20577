import { type CommandName, commands } from '#shared/contract/socket/commands.ts'
import { type TopicName, topics } from '#shared/contract/socket/topics.ts'

const commandNames = new Map<string, CommandName>(Object.keys(commands).map((name) => [name, name as CommandName]))
const topicNames = new Map<string, TopicName>(Object.keys(topics).map((name) => [name, name as TopicName]))

/** @returns the registered name, or undefined: what has no row in the registry does not exist (nor does `constructor`) */
export const commandNamed = (name: string): CommandName | undefined => commandNames.get(name)
export const topicNamed = (name: string): TopicName | undefined => topicNames.get(name)

/** @returns what is registered and has no handler or source, and what has one and is not registered */
export function registryGaps(handlers: object, sources: object): string[] {
  const differences = (what: string, known: Iterable<string>, given: object) => {
    const names = new Set(known)
    return [
      ...[...names].filter((name) => !Object.hasOwn(given, name)).map((name) => `${what} ${name}: missing`),
      ...Object.keys(given)
        .filter((name) => !names.has(name))
        .map((name) => `${what} ${name}: not in the registry`),
    ]
  }
  return [...differences('command', commandNames.keys(), handlers), ...differences('topic', topicNames.keys(), sources)]
}
