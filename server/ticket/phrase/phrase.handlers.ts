import { phrasesAtMost } from '#shared/ticket/phrase/phrase.ts'
import { phrasesOfProgram } from '#shared/ticket/phrase/phrases-of-program.ts'
import type { CommandContext, CommandHandler, CommandHandlers, CommandOutcome } from '../../ports/command.ts'
import type { TopicPublisher, TopicSource } from '../../ports/topics.ts'
import type { Db } from '../../storage/query.ts'
import type { PhraseActsTable } from '../../storage/tables/phrase.ts'
import {
  addPhraseAct,
  countPhrases,
  dropPhrase,
  lockPhrase,
  phrasesFor,
  putPhrase,
  type StoredPhrase,
  toPhrase,
} from './phrase.repository.ts'

export interface PhraseParts {
  readonly publisher: TopicPublisher
  /** The seats that have phrases. */
  readonly seats: () => readonly string[]
}

type PhraseCommand = 'phrase.keep' | 'phrase.drop'
type Refusal = Extract<CommandOutcome<PhraseCommand>, { ok: false }>

interface Act {
  readonly act: PhraseActsTable['act']
  readonly said: { readonly phraseId: string }
}

const rowOf = ({ seat, at }: CommandContext, { act, said }: Act, refused: string | null) => ({
  phrase_id: said.phraseId,
  at,
  seat,
  act,
  said: JSON.stringify(said),
  refused,
})

/** A refusal that is written down too. */
const refused = (context: CommandContext, act: Act, why: Pick<Refusal, 'reason' | 'faults'>): Refusal => ({
  ok: false,
  ...why,
  note: (tx) => addPhraseAct(tx, rowOf(context, act, why.reason)),
})

/** The seat's own is its own; the hall's is its leads'. */
const isTheirs = ({ seat, role }: CommandContext, phrase: StoredPhrase): boolean =>
  phrase.seat === null ? role === 'lead' : phrase.seat === seat

const keep =
  ({ publisher, seats }: PhraseParts): CommandHandler<'phrase.keep'> =>
  async (context, said) => {
    const { seat, role, at, tx, afterCommit } = context
    const act: Act = { act: 'keep', said }
    const owner = said.scope === 'site' ? null : seat
    if (owner === null && role !== 'lead')
      return refused(context, act, { reason: 'forbidden', faults: [{ field: 'scope', rule: 'lead' }] })
    const before = await lockPhrase(tx, said.phraseId)
    // Whether there is one of somebody else is not said.
    if (before && (!isTheirs(context, before) || before.seat !== owner))
      return refused(context, act, { reason: 'not-found', faults: [] })
    if (!before && (await countPhrases(tx, owner)) >= phrasesAtMost)
      return refused(context, act, { reason: 'bad-input', faults: [{ field: 'phraseId', rule: 'too-many' }] })
    const { phraseId, kind, title, text, matter, type } = said
    const stored = { phrase_id: phraseId, seat: owner, kind, title: title.trim(), text, matter, type, at }
    await putPhrase(tx, stored)
    await addPhraseAct(tx, rowOf(context, act, null))
    afterCommit(() => {
      for (const id of owner === null ? seats() : [seat])
        publisher.publish({ name: 'phrases', id }, [[phraseId, toPhrase(stored)]])
    })
    return { ok: true, result: {} }
  }

const drop =
  ({ publisher, seats }: PhraseParts): CommandHandler<'phrase.drop'> =>
  async (context, said) => {
    const { seat, tx, afterCommit } = context
    const act: Act = { act: 'drop', said }
    const before = await lockPhrase(tx, said.phraseId)
    if (!before || !isTheirs(context, before)) return refused(context, act, { reason: 'not-found', faults: [] })
    await dropPhrase(tx, said.phraseId)
    await addPhraseAct(tx, rowOf(context, act, null))
    afterCommit(() => {
      for (const id of before.seat === null ? seats() : [seat])
        publisher.publish({ name: 'phrases', id }, [], [said.phraseId])
    })
    return { ok: true, result: {} }
  }

/** Keeping and dropping phrases: the seat's own by itself, the hall's by a lead. */
export const createPhraseHandlers = (parts: PhraseParts): Pick<CommandHandlers, PhraseCommand> => ({
  'phrase.keep': keep(parts),
  'phrase.drop': drop(parts),
})

/** The phrases of a seat: the program's, the hall's, its own. */
export const phrasesTopic = (db: Db): TopicSource<'phrases'> => ({
  async load(seat) {
    const stored = await phrasesFor(db, seat)
    return [...phrasesOfProgram, ...stored.map(toPhrase)].map((phrase) => [phrase.phraseId, phrase] as const)
  },
  allow: async (reader, seat) => reader.seat === seat,
})
