import type Electron from 'electron'
import type { WebContents } from './contents.ts'
import type { Stroke } from './control-messages.ts'
import { newEvent, strict } from './strict.ts'

/** A key of the keyboard, down and up: main hears of it first, and may keep it from the page. */
export async function typeInto(contents: WebContents, stroke: Omit<Stroke, 'id'>): Promise<void> {
  const { key, control, alt, composing } = stroke
  const modifiers = [control ? 'control' : '', alt ? 'alt' : ''].filter(Boolean)
  for (const type of ['keyDown', 'keyUp'] as const) {
    const more = { code: '', shift: false, meta: false, isAutoRepeat: false, location: 0, modifiers }
    const input = { type, key, control, alt, isComposing: composing, ...more } satisfies Electron.Input
    const event = newEvent()
    contents.emit('before-input-event', event, strict('Input', input))
    if (event.defaultPrevented) continue
    const flags = (alt ? 1 : 0) + (control ? 2 : 0)
    await contents.currentPage()?.session.send('Input.dispatchKeyEvent', { type, key, modifiers: flags })
  }
}
