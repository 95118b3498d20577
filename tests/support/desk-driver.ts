import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { installEar } from './page-ear.ts'
import { installMouth } from './page-mouth.ts'
import { allowNamedFunctions } from './page-names.ts'

/** A seat's desk in a browser, driven by the names that stay stable. */
export interface Desk {
  readonly page: Page
  button(name: string): Locator
  field(name: string): Locator
  choose(name: string, typed: string): Promise<void>
  seatState(): Locator
}

/** The frequency of the desks' microphone in tests, Hz. */
export const deskTone = 1000

/** Opens a desk in a context of its own and signs in by the sandbox's address; its microphone hums, or is silent at 0 Hz. */
export async function openDesk(browser: Browser, url: string, seat: string, hertz = deskTone): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    permissions: ['microphone'],
    locale: 'en-GB',
  })
  const page = await context.newPage()
  await allowNamedFunctions(page)
  await installEar(page)
  await installMouth(page, hertz)
  await page.goto(`${url}?lang=en#/sign-in?seat=${seat}`)
  return driveDesk(page)
}

/** Drives a page that shows a desk. */
export function driveDesk(page: Page): Desk {
  return {
    page,
    button: (name) => page.getByRole('button', { name: new RegExp(`^${name}( (F\\d+|Ctrl.*))?$`) }),
    field: (name) => page.getByRole('textbox', { name, exact: true }),
    async choose(name, typed) {
      const box = page.getByRole('combobox', { name, exact: true })
      await box.click()
      await box.fill(typed)
      await expect(page.getByRole('option').first()).toBeVisible()
      await box.press('Enter')
    },
    seatState: () => page.getByRole('status', { name: 'Seat state' }),
  }
}
