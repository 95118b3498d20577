import { zoomSteps } from '#shared/contract/host/settings.schema.ts'

/** What Electron tells of a key before its page gets it. */
export interface KeyPressed {
  readonly type: string
  readonly key: string
  readonly control: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly isComposing: boolean
}

/** The same factor, however it was reckoned. */
const near = 0.001

/**
 * The factor a key asks for, as in every browser: Ctrl and plus, minus or 0 (Command on a Mac). null: it is none of these keys. Alt is left alone, since
 * AltGr is Ctrl+Alt and writes characters.
 */
export function zoomAfter(factor: number, { type, key, control, meta, alt, isComposing }: KeyPressed): number | null {
  if (type !== 'keyDown' || isComposing || alt || control === meta) return null
  // The plus is on the key of the equals sign, with Shift or without.
  if (key === '+' || key === '=') return zoomSteps.find((step) => step > factor + near) ?? factor
  if (key === '-' || key === '_') return zoomSteps.findLast((step) => step < factor - near) ?? factor
  return key === '0' ? 1 : null
}
