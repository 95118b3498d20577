/**
 * Readings made at build time (build/data/pinyin.mjs): `chars` groups characters by their usual syllable, `names` holds whole names
 * in which a character is read otherwise (重庆道: chong qing dao), syllables separated by spaces.
 */
export interface Readings {
  readonly chars: Readonly<Record<string, string>>
  readonly names: Readonly<Record<string, string>>
}

/** Gives the syllable of each character of a name, without tones; a character without a reading stands for itself, in lower case. */
export type ToSyllables = (name: string) => readonly string[]

/** Makes the lookup once; it is then a table access per character. */
export function createToSyllables(readings: Readings): ToSyllables {
  const byChar = new Map<string, string>()
  for (const [syllable, chars] of Object.entries(readings.chars)) for (const char of chars) byChar.set(char, syllable)
  const exceptions = new Map(Object.entries(readings.names).map(([name, line]) => [name, line.split(' ')]))
  return (name) => {
    const exception = exceptions.get(name)
    return exception ?? Array.from(name, (char) => byChar.get(char) ?? char.toLowerCase())
  }
}
