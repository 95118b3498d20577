import type { Clock } from '#shared/kit/clock.ts'
import { lookAgain } from '#shared/kit/look-again.ts'
import { afterTextTry, isTextTooOld, textGivenUp } from '#shared/message/text-outbox.rules.ts'
import type { TextGateway } from '../ports/text-gateway.ts'
import type { Storage } from '../storage/query.ts'
import { claimText, dueTexts, type StoredText, settleText } from './text-message.repository.ts'
import type { TextVault } from './text-vault.ts'

/** What sending takes. */
export interface TextOutboxParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly vault: TextVault
  readonly gateway: TextGateway
  readonly onError: (error: unknown) => void
}

/** From one look to the next, ms. */
const everyMs = 2000
/** Texts on their way at once. */
const most = 10
/** For so long nobody else tries a text that is being tried, ms; longer than a gateway may take. */
const tryMs = 30_000

/** Sends what waits, as long as the result was not called; several nodes may. */
export const startTextOutbox = (parts: TextOutboxParts): (() => Promise<void>) =>
  lookAgain({ clock: parts.clock, everyMs, look: () => sendWaiting(parts), onError: parts.onError })

/** Tries what is due now; resolves when what came of it is stored. One that fails keeps no other. */
export async function sendWaiting(parts: TextOutboxParts): Promise<void> {
  const due = await dueTexts(parts.storage.db, parts.clock.now(), most)
  await Promise.all(due.map((text) => sendOne(parts, text).catch(parts.onError)))
}

async function sendOne({ storage, clock, vault, gateway }: TextOutboxParts, text: StoredText): Promise<void> {
  const { id } = text
  const begun = clock.now()
  if (isTextTooOld(text.at, begun)) {
    await storage.transaction(({ tx }) => settleText(tx, id, textGivenUp(begun)))
    return
  }
  if (!(await storage.transaction(({ tx }) => claimText(tx, text, begun + tryMs)))) return
  const verdict = await gateway.send({ id, to: vault.open(text.phone), text: vault.open(text.text) })
  const tried = afterTextTry(verdict, text.tries + 1, clock.now())
  await storage.transaction(({ tx }) => settleText(tx, id, tried))
}
