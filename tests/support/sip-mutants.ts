import fc from 'fast-check'

/** A change: where in the text (0 to 1), how much is cut out there, what is put in. */
type Change = readonly [number, number, string]

const apply = (text: string, [at, gone, put]: Change): string => {
  const start = Math.floor(at * text.length)
  return text.slice(0, start) + put + text.slice(start + gone)
}

/** @param longest length of the longest run of letters that is put in */
const change = (longest: number): fc.Arbitrary<Change> =>
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(30),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('\r\n', '\r\n\r\n', '"', '<', '>', ';', ',', '\u0000', '%', '-1', ';tag=x', '4294967296'),
      fc.integer({ min: 500, max: longest }).map((n) => 'a'.repeat(n)),
    ),
  )

/** One of the messages with parts cut out and something hostile put in, up to three times; each a call of its own where the message names `call-1`. */
export const mutantOf = (seeds: readonly string[], longest = 3000): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...seeds), fc.array(change(longest), { minLength: 1, maxLength: 3 }), fc.nat(1_000_000))
    .map(([text, changes, n]) => changes.reduce(apply, text.replace('call-1', `call-${n}`)))
