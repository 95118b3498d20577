/**
 * Writes shared/kit/data/readings.json: the syllable of every character in the names that people search and of all common ones (people bear
 * any name), and the names read otherwise.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'
import { expandUnits } from '../../shared/directory/unit.ts'
import { toMatters } from '../../shared/ticket/matter.ts'
import { toDivisions } from '../../shared/ticket/place.ts'

/** @param {string} path */
const readAt = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
/** @param {string} path */
const read = (path) => readAt(`shared/${path}`)
const { places, districts } = toDivisions(read('ticket/data/divisions.json'))
const named = [
  ...places,
  ...toMatters(read('ticket/data/taxonomy.json')),
  ...expandUnits(read('directory/data/units.json'), districts),
]
/** Words of the form itself: types, ways of handling and the like. */
const words = [
  '咨询 求助 投诉 举报 建议 表扬 一般 紧急 特急 直接解答 三方通话 转接专线 转办 不予受理 引导法定途径 无效来电',
  '个人 企业 个体工商户 机关事业单位 社会组织 匿名 天津市 应通过诉讼仲裁 纪检监察 行政复议 政府信息公开 已进入信访程序',
  '涉秘密隐私 违反法律或公序良俗 应即时转至 非天津事项 民事纠纷 已办结且无新事实 恶意骚扰 内容不清且拒绝补充',
].flatMap((line) => line.split(' '))
/** @type {{ name: string, unit: string, aliases?: string[] }[]} */
const directory = readAt('server/sandbox/data/directory.json')
const names = new Set([
  ...words,
  ...named.flatMap((item) => [...item.path, ...(item.aliases ?? [])]),
  ...directory.flatMap(({ name, unit, aliases = [] }) => [name, unit, ...aliases]),
])

/** Place names of the city that a dictionary reads otherwise. @type {Record<string, string>} */
const local = { 都: 'du', 远大: 'yuan da', 大沽: 'da gu', 葛沽: 'ge gu' }
/** @type {Map<string, Map<string, number>>} */
const counts = new Map()
/** @type {Map<string, string[]>} */
const syllablesOf = new Map()
for (const name of names) {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true })
  for (const [word, reading] of Object.entries(local)) {
    const at = name.indexOf(word)
    if (at >= 0) syllables.splice(at, word.length, ...reading.split(' '))
  }
  const chars = Array.from(name)
  if (chars.length !== syllables.length) throw new Error(`one syllable a character: ${name}`)
  syllablesOf.set(name, syllables)
  chars.forEach((char, at) => {
    if (!/\p{Script=Han}/u.test(char)) return
    const syllable = String(syllables[at])
    const seen = counts.get(char) ?? new Map()
    seen.set(syllable, (seen.get(syllable) ?? 0) + 1)
    counts.set(char, seen)
  })
}
/** @type {Map<string, string>} */
const usual = new Map()
for (const [char, seen] of counts)
  usual.set(char, [...seen].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? char)
/** GB 2312 by its rows: 6763 characters, among them those of nearly all names. */
const common = new TextDecoder('gb2312').decode(
  Uint8Array.from({ length: 72 * 94 * 2 }, (_, at) =>
    at % 2 === 0 ? 0xb0 + Math.floor(at / 188) : 0xa1 + ((at >> 1) % 94),
  ),
)
for (const char of common)
  if (/\p{Script=Han}/u.test(char) && !usual.has(char))
    usual.set(char, String(pinyin(char, { toneType: 'none', type: 'array', v: true })[0]))
/** @type {Record<string, string>} */
const chars = {}
for (const [char, syllable] of [...usual].sort()) chars[syllable] = (chars[syllable] ?? '') + char
/** @type {Record<string, string>} */
const exceptions = {}
for (const [name, syllables] of [...syllablesOf].sort()) {
  const differs = Array.from(name).some((char, at) => usual.has(char) && usual.get(char) !== syllables[at])
  if (differs) exceptions[name] = syllables.map((syllable) => syllable.toLowerCase()).join(' ')
}
const sorted = Object.fromEntries(Object.entries(chars).sort(([a], [b]) => a.localeCompare(b)))
writeFileSync(
  new URL('../../shared/kit/data/readings.json', import.meta.url),
  `${JSON.stringify({ chars: sorted, names: exceptions }, null, 1)}\n`,
)
