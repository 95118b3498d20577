/** After how many characters of the text how many samples have been heard; both grow. */
export type Mark = readonly [characters: number, samples: number]

/** How much of a line has been heard after `samples` samples: between two marks the characters are spread evenly. */
export function heardText(text: string, marks: readonly Mark[], samples: number): string {
  let [characters, from] = [0, 0]
  for (const [toCharacters, to] of marks) {
    if (samples < to) {
      const share = (samples - from) / (to - from)
      return text.slice(0, characters + Math.floor(share * (toCharacters - characters)))
    }
    characters = toCharacters
    from = to
  }
  return text.slice(0, characters)
}
