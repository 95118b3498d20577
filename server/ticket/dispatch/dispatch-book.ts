import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import {
  basisOf,
  type DispatchAnswer,
  type DispatchIndex,
  type DispatchQuestion,
  explainDispatch,
  indexDispatch,
} from '#shared/ticket/dispatch/explain-dispatch.rules.ts'
import type { Db } from '../../storage/query.ts'
import { dispatchRows, dispatchVersion } from './dispatch.repository.ts'

/** The rules in force: an answer with what is kept on the ticket as its reason. */
export interface DispatchRules {
  readonly version: number
  answer(question: DispatchQuestion): DispatchAnswer & { readonly basis: string }
}

/** Reads the rules, once a version: each node sees another's import at its next question. */
export interface DispatchBook {
  /** @param db the open transaction, where there is one */
  current(db: Db): Promise<DispatchRules>
}

/** Opens the rules over the kept data. */
export function createDispatchBook(catalogue: FullCatalogue): DispatchBook {
  let kept: { readonly version: number; readonly index: DispatchIndex } | null = null
  return {
    async current(db) {
      const version = await dispatchVersion(db)
      if (kept?.version !== version) kept = { version, index: indexDispatch(await dispatchRows(db, version)) }
      const { index } = kept
      return {
        version,
        answer(question) {
          const answer = explainDispatch(index, question, catalogue)
          return { ...answer, basis: basisOf(answer, version) }
        },
      }
    },
  }
}
