import { chromium, type Page } from '@playwright/test'
import config from '#tests/e2e/playwright.config.ts'
import { openDesk } from '#tests/support/desk-driver.ts'
import { freshData, startSandbox } from '#tests/support/sandbox.ts'
import { type Figure, series } from './figure.ts'

declare global {
  interface Window {
    /** When the newest final line was painted, and from there to the first suggestion, ms. */
    finalLineAt?: number
    finalLines?: number
    lineToSuggestion?: number
  }
}

/** Watches the panel: from a final line on the screen to the first suggestion on the screen. */
const watchPanel = (page: Page) =>
  page.evaluate(() => {
    delete window.lineToSuggestion
    window.finalLines = 0
    new MutationObserver((_changes, observer) => {
      const lines = [...document.querySelectorAll('[aria-label="Transcript"] li')]
      const final = lines.filter((line) => !/listening/.test(line.querySelector('p')?.textContent ?? '')).length
      if (final > (window.finalLines ?? 0)) {
        window.finalLines = final
        window.finalLineAt = performance.now()
      }
      if (!document.querySelector('[aria-label="Suggestions"] ol li') || window.finalLineAt === undefined) return
      observer.disconnect()
      window.lineToSuggestion = performance.now() - window.finalLineAt
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })

/** Scripted citizens talk to a silent agent; three calls that lead to suggestions. */
export async function measureAssistant(): Promise<Figure[]> {
  const data = freshData()
  const sandbox = await startSandbox({ data: data.path, citizens: true })
  const browser = await chromium.launch(config.use?.launchOptions)
  const samples: number[] = []
  try {
    const desk = await openDesk(browser, sandbox.url, '8001', 0)
    await desk.button('Ready').click()
    for (let call = 0; call < 3; call++) {
      await desk.button('Answer').waitFor({ timeout: 60_000 })
      await watchPanel(desk.page)
      await desk.page.keyboard.press('F2')
      const found = await desk.page.waitForFunction(() => window.lineToSuggestion ?? false, undefined, {
        timeout: 90_000,
      })
      samples.push(Number(await found.jsonValue()))
      await desk.page.keyboard.press('F4')
      await desk.button('Finish wrap-up').click()
    }
  } finally {
    await browser.close()
    await sandbox.stop()
    data.remove()
  }
  return series('assistant.line-to-suggestion', samples, 2000)
}
