/** The keys of a telephone, in their usual order (RFC 4733 events 0 to 11). */
export const toneKeys: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/** What the phone may dial of what was typed or pasted; spaces, dashes between digits and brackets are for the eye only. null: nothing it can. */
export function dialTarget(text: string): string | null {
  const bare = text.replace(/[\s()（）]/g, '').replace(/(?<=\d)[-–—](?=\d)/g, '')
  return /^[0-9A-Za-z*#+._-]{1,40}$/.test(bare) ? bare : null
}
