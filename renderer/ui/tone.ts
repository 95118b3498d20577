/** The colours that bear a meaning; tokens.css says which. */
export const tones = ['green', 'blue', 'amber', 'violet', 'grey', 'red'] as const
export type Tone = (typeof tones)[number]
