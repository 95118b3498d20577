import { randomBytes } from 'node:crypto'
import type { Base } from './app-base.ts'
import { createCallerTexts } from './message/caller-texts.ts'
import { startTextOutbox } from './message/text-outbox.ts'
import type { CallerTexts } from './ports/caller-texts.ts'
import { randomId } from './system-clock.ts'
import { createPersonVault } from './ticket/person-vault.ts'

/** Text messages to citizens. Without a gateway none is written. */
export interface Messages {
  readonly texts: CallerTexts
  readonly close: () => Promise<void>
}

/** Opens the text messages, and starts sending what waits. */
export function openMessages({ options, storage, clock, onError }: Base): Messages {
  const vault = createPersonVault(options.master, randomBytes)
  const gateway = options.textGateway
  const texts = createCallerTexts({ vault, site: options.siteName, newId: randomId, on: gateway !== undefined })
  if (gateway === undefined) return { texts, close: async () => undefined }
  return { texts, close: startTextOutbox({ storage, clock, vault, gateway, onError: onError('text messages') }) }
}
