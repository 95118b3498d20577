/**
 * What each voice means to espeak-ng: variant, pitch (0-99) and speed (its words a minute), and how long the pauses are (factor).
 * @typedef {{ variant: string, pitch: number, speed: number, pause: number }} Voice
 * @type {Record<import('../../server/sandbox/data/dialogue.ts').VoiceName, Voice>}
 */
export const voices = {
  'old-woman': { variant: 'f4', pitch: 38, speed: 150, pause: 1.3 },
  'old-man': { variant: 'm5', pitch: 26, speed: 155, pause: 1.3 },
  woman: { variant: 'f2', pitch: 48, speed: 185, pause: 1 },
  'young-woman': { variant: 'f3', pitch: 60, speed: 192, pause: 0.95 },
  'brisk-woman': { variant: 'f1', pitch: 55, speed: 208, pause: 0.75 },
  man: { variant: 'm3', pitch: 42, speed: 185, pause: 1 },
  'young-man': { variant: 'm1', pitch: 52, speed: 198, pause: 0.9 },
  'rough-man': { variant: 'm7', pitch: 32, speed: 188, pause: 1 },
  'foreign-man': { variant: 'm2', pitch: 45, speed: 155, pause: 1 },
}

/** espeak-ng's voice for a language. */
export const languageVoice = { zh: 'cmn-latn-pinyin', en: 'en-us' }
