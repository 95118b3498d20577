/** Cuts a Chinese text into its words, in order, nothing left out. */
export type WordCutter = (text: string) => readonly string[]

/** Words a search takes; of more the first count. */
const mostWords = 8
/** Shorter than this a run of signs is one word: cutting it would find too much. */
const leastCut = 4
/** Words that say nothing of what a ticket is about. */
const fillers = new Set(
  '的 了 着 过 吗 呢 吧 啊 呀 把 被 在 是 有 和 与 及 就 都 也 还 很 又 再 要 会 能 可以 我 你 他 她 它 我们 你们 他们 这 那 这个 那个 这里 那里 一个 怎么 怎么办 什么 为什么 因为 所以 已经 一直 请 想 请问 反映'.split(
    ' ',
  ),
)
/** Stands with what it denies: 不热 is not 热. */
const denials = new Set(['不', '没', '未', '无', '别', '没有', '不能'])

/** A number stands with the signs that jieba leaves alone behind it: 2 号 楼 is 2号楼. */
function withUnits(words: readonly string[]): string[] {
  const joined: string[] = []
  let counting = false
  for (const word of words) {
    if (counting && Array.from(word).length === 1) joined.push(`${joined.pop()}${word}`)
    else {
      counting = /^\p{N}+$/u.test(word)
      joined.push(word)
    }
  }
  return joined
}

/** The words of a run that has no spaces: without fillers, a denial with what follows it. */
function wordsOfRun(run: string, cut: WordCutter): string[] {
  if (Array.from(run).length < leastCut || !/\p{Script=Han}/u.test(run)) return [run]
  const words: string[] = []
  let denial = ''
  for (const word of withUnits(cut(run))) {
    if (denial === '' && fillers.has(word)) continue
    if (denials.has(word)) denial += word
    else {
      // A denial's filler stays: 没了 is a word of its own.
      words.push(denial + word)
      denial = ''
    }
  }
  if (denial !== '') words.push(denial)
  return words.length > 0 ? words : [run]
}

/**
 * What has to stand in a ticket, all of it: what was typed between spaces, and a longer Chinese run by its words. Signs between “” or "" stay together.
 * @param text not empty, in NFKC form
 */
export function searchWords(text: string, cut: WordCutter): readonly string[] {
  const words = [...text.matchAll(/[“"]([^“”"]+)[”"]|([^\s“”"]+)/gu)].flatMap(([, quoted, run]) =>
    quoted === undefined ? wordsOfRun(run ?? '', cut) : [quoted.trim()],
  )
  const said = words.filter((word) => /[\p{L}\p{N}]/u.test(word))
  return said.length > 0 ? [...new Set(said)].slice(0, mostWords) : [text.trim()]
}
