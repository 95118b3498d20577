/** What a keyboard event tells about an input method. */
interface MaybeComposing {
  readonly isComposing: boolean
  readonly keyCode: number
}

/** Whether a key belongs to an input method at work, so that nothing else may act on it. 229 is what browsers give while it is. */
export const isComposing = (event: MaybeComposing): boolean => event.isComposing || event.keyCode === 229
