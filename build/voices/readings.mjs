import { customPinyin, pinyin } from 'pinyin-pro'

/** Words whose characters the dictionary reads wrongly in our lines (grammatical 得, 儿 names, doors counted in ordinals, light tones). */
customPinyin({
  得有: 'děi yǒu',
  都得: 'dōu děi',
  得满: 'děi mǎn',
  得多长: 'děi duō cháng',
  听得见: 'tīng de jiàn',
  听得到: 'tīng de dào',
  冻得: 'dòng de',
  吵得: 'chǎo de',
  说得: 'shuō de',
  楼一门: 'lóu yī mén',
  找谁: 'zhǎo shéi',
  谁家: 'shéi jiā',
  不干: 'bú gàn',
  夜里干: 'yè lǐ gàn',
  补给我: 'bǔ gěi wǒ',
  凳子: 'dèng zi',
  牙子: 'yá zi',
  孩子: 'hái zi',
  晚上: 'wǎn shang',
  上头: 'shàng tou',
  底下: 'dǐ xia',
  姑娘: 'gū niang',
  麻烦: 'má fan',
  告诉: 'gào su',
  东西: 'dōng xi',
  时候: 'shí hou',
  谢谢: 'xiè xie',
  爸爸: 'bà ba',
  看看: 'kàn kan',
  好嘞: 'hǎo lei',
})

const chinese = /[\u4e00-\u9fff]/u
/** 儿 after these is a tail of the syllable before (儿化); after others, as in 女儿, it is a syllable. */
const beforeTail = new Set('点信块伙这那哪')
/** @type {Record<string, string>} */
const marks = { '，': ',', '、': ',', '；': ',', '：': ',', '。': '.', '！': '.', '？': '?' }

/**
 * Pinyin with tone numbers as espeak-ng's `cmn-latn-pinyin` reads it: neutral tone 5, ü as it is, Latin punctuation.
 * Throws on a character it has no syllable for (a digit, say): lines are written in words.
 * @param {string} text
 * @returns {string}
 */
export function toPinyin(text) {
  /** @type {string[]} */
  const syllables = []
  let before = ''
  for (const one of pinyin(text, { type: 'all', toneType: 'num', toneSandhi: true })) {
    const last = syllables.at(-1)
    if (one.origin === '儿' && beforeTail.has(before) && last) syllables[syllables.length - 1] = `${last}r`
    else if (chinese.test(one.origin)) syllables.push(one.result.replace('0', '5'))
    else {
      const mark = marks[one.origin]
      if (!mark || !last) throw new Error(`no reading for "${one.origin}" in "${text}"`)
      syllables[syllables.length - 1] = `${last}${mark}`
    }
    before = one.origin
  }
  return syllables.join(' ')
}
