import type { Page } from '@playwright/test'

/** Lets a page run functions that tsx has compiled: it calls a helper of its own around each named one, which no page has. */
export const allowNamedFunctions = (page: Page): Promise<unknown> =>
  page.addInitScript({ content: 'globalThis.__name ??= (named) => named' })
