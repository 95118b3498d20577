import type { KnowledgeEntry } from '#shared/contract/knowledge.schema.ts'
import { knowledgeListSchema } from '#shared/contract/rest/knowledge.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** `offline`: no answer; `refused`: the server said no, or something the contract does not know. */
export type KnowledgeFailure = 'offline' | 'refused'

/** What is asked: words, or all of a top-level dimension. */
export type KnowledgeQuestion =
  | { readonly by: 'words'; readonly words: string }
  | { readonly by: 'top'; readonly top: string }

/** The knowledge base as a page reads it. */
export interface KnowledgeApi {
  find(question: KnowledgeQuestion): Promise<Result<readonly KnowledgeEntry[], KnowledgeFailure>>
}

/** Makes the API of a backend on this origin. @param token the session's token of the moment */
export function createKnowledgeApi(fetch: typeof globalThis.fetch, token: () => string): KnowledgeApi {
  return {
    async find(question) {
      const query = new URLSearchParams(question.by === 'words' ? { q: question.words } : { top: question.top })
      let response: Response
      try {
        response = await fetch(`/api/knowledge?${query}`, {
          headers: { authorization: `Bearer ${token()}` },
          cache: 'no-store',
          credentials: 'omit',
        })
      } catch {
        return failure('offline')
      }
      const parsed = knowledgeListSchema.safeParse(await response.json().catch(() => undefined))
      return response.ok && parsed.success ? success(parsed.data.entries) : failure('refused')
    },
  }
}
