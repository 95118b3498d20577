import type { CDPSession, Page } from '@playwright/test'

/** A Chinese input method at work, as the browser itself sees one: over the debugging protocol, with real composition events. */
export interface InputMethod {
  /** Shows `spelling` under the caret as text that is being composed. */
  compose(spelling: string): Promise<void>
  /** A key while composing: the browser reports it with code 229, as input methods do. */
  press(key: string, windowsVirtualKeyCode: number, ctrl?: boolean): Promise<void>
  /** Ends the composition with `text`. */
  commit(text: string): Promise<void>
}

/** Takes hold of the page's input. */
export async function inputMethod(page: Page): Promise<InputMethod> {
  const session: CDPSession = await page.context().newCDPSession(page)
  return {
    async compose(spelling) {
      await session.send('Input.imeSetComposition', {
        text: spelling,
        selectionStart: spelling.length,
        selectionEnd: spelling.length,
      })
    },
    async press(key, windowsVirtualKeyCode, ctrl = false) {
      const event = { key, code: key, windowsVirtualKeyCode, modifiers: ctrl ? 2 : 0 }
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event })
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
    },
    async commit(text) {
      await session.send('Input.insertText', { text })
    },
  }
}
