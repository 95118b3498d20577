import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import type { WordCutter } from './search-words.rules.ts'

/** Weight of own words in jieba's dictionary: above that of the words they are made of. */
const ownWeight = 100_000
/** jieba cuts 路灯不亮 as 路 and 灯不亮. */
const hotlineWords = ['路灯']

/** The names of the city's places as jieba reads a dictionary: a word, its weight, its kind. */
function ownWords({ divisions }: FullCatalogue): Buffer {
  const names = divisions.places.map(({ path }) => path.at(-1) ?? '')
  const whole = new Set([...hotlineWords, ...names.filter((name) => /^\p{Script=Han}{2,8}$/u.test(name))])
  return Buffer.from([...whole].map((name) => `${name} ${ownWeight} n`).join('\n'))
}

/** Cuts with jieba, which is told the city's places. Its dictionary of 11 MB is read at the first question, not at the start (0.3 s). */
export function createWordCutter(catalogue: FullCatalogue): WordCutter {
  let jieba: Jieba | undefined
  return (text) => {
    if (jieba === undefined) {
      jieba = Jieba.withDict(dict)
      jieba.loadDict(ownWords(catalogue))
    }
    return jieba.cut(text, false)
  }
}
