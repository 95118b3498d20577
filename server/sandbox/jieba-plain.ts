/** jieba's dictionary: the system's own has no need of it. */
export const dict = null

/**
 * Words by the dictionary that Node itself has (ICU), without a native module: the installed program's own backend is one folder for every system. It takes
 * the place of `@node-rs/jieba` in that bundle alone (build/bundle-trial.mjs) and cuts finer: 社保卡 is three words here, so such a search finds a little more.
 */
export class Jieba {
  readonly #segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

  static withDict(_dict: typeof dict): Jieba {
    return new Jieba()
  }

  /** Own words cannot be told to it. */
  loadDict(): void {}

  cut(text: string): string[] {
    return Array.from(this.#segmenter.segment(text), ({ segment }) => segment)
  }
}
