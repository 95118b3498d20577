// Makes the sound of the scripted people, the survey and the seat's greeting: node build/voices/make.mjs (needs espeak-ng and sox; running the sandbox needs neither).
// Output, kept in the repository: server/sandbox/voices/{<dialogue>,E<seat>,survey}.ulaw.gz and voices.json, which says where each line lies;
// renderer/phone/media/data/greeting.wav and greeting.json, likewise.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { tsImport } from 'tsx/esm/api'
import { normalise } from './loudness.mjs'
import { toPinyin } from './readings.mjs'
import { rate, synthesise } from './synthesise.mjs'
import { voices } from './voices.mjs'

/** @type {typeof import('../../server/sandbox/data/dialogues.ts')} */
const { dialogues, callerLines, manners, mannerNames } = await tsImport(
  '../../server/sandbox/data/dialogues.ts',
  import.meta.url,
)
/** @type {typeof import('../../server/sandbox/data/experts.ts')} */
const { experts, expertManners } = await tsImport('../../server/sandbox/data/experts.ts', import.meta.url)
/** @type {typeof import('../../server/sandbox/data/survey-prompts.ts')} */
const { surveyPrompts } = await tsImport('../../server/sandbox/data/survey-prompts.ts', import.meta.url)
/** @type {typeof import('../../shared/telephony/greeting.rules.ts')} */
const { greetingWords } = await tsImport('../../shared/telephony/greeting.rules.ts', import.meta.url)
/** @type {typeof import('../../server/sandbox/party/mu-law.ts')} */
const { encodeMuLaw } = await tsImport('../../server/sandbox/party/mu-law.ts', import.meta.url)
const folder = new URL('../../server/sandbox/voices/', import.meta.url)

/** Milliseconds of quiet after a mark. @param {string} clause */
const pauseAfter = (clause) => (/[。！？.!?]$/.test(clause) ? 400 : /、$/.test(clause) ? 90 : 180)

/** @param {string} text */
const clausesOf = (text) => text.match(/[^，。！？、；,.!?;]+[，。！？、；,.!?;]+\s*/gu) ?? [text]

/**
 * A line's sound, and its marks: after how many characters of the text how many samples have been heard.
 * @param {string} text @param {Pick<import('../../server/sandbox/data/dialogue.ts').Dialogue, 'lang' | 'voice'>} speaker
 */
function speakLine(text, { lang, voice: name }) {
  const voice = voices[name]
  const parts = []
  const marks = []
  let samples = 0
  let characters = 0
  for (const clause of clausesOf(text)) {
    const sound = synthesise({ reading: lang === 'zh' ? toPinyin(clause) : clause, lang, voice })
    samples += sound.length
    characters += clause.length
    marks.push([characters, samples])
    const pause = new Float64Array(Math.round((pauseAfter(clause.trim()) * voice.pause * rate) / 1000))
    samples += pause.length
    parts.push(sound, pause)
  }
  const whole = parts.slice(0, -1)
  const line = new Float64Array(whole.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of whole) {
    line.set(part, at)
    at += part.length
  }
  const samples16 = Int16Array.from(normalise(line), (sample) => Math.round(sample * 32_767))
  return { bytes: encodeMuLaw(samples16), sound: samples16, text, pinyin: lang === 'zh' ? toPinyin(text) : '', marks }
}

/**
 * Writes the sound of some lines into one file of that name.
 * @param {string} name @param {readonly string[]} texts @param {Parameters<typeof speakLine>[1]} speaker
 */
function speakFile(name, texts, speaker) {
  const spoken = texts.map((text) => speakLine(text, speaker))
  let from = 0
  const pieces = spoken.map(({ bytes, text, pinyin, marks }) => {
    const piece = { text, pinyin, from, length: bytes.length, marks }
    from += bytes.length
    return piece
  })
  writeFileSync(
    new URL(`${name}.ulaw.gz`, folder),
    gzipSync(Buffer.concat(spoken.map((one) => one.bytes)), { level: 9 }),
  )
  return pieces
}

/**
 * Lines in order, and manners by name, in one file.
 * @param {string} name @param {{ lines: readonly string[], manners: Record<string, string> }} script @param {Parameters<typeof speakLine>[1]} speaker
 */
function speakScript(name, { lines, manners: own }, speaker) {
  const pieces = speakFile(name, [...lines, ...Object.values(own)], speaker)
  const named = Object.keys(own).map((key, index) => [key, pieces[lines.length + index]])
  return { lines: pieces.slice(0, lines.length), manners: Object.fromEntries(named) }
}

/** @param {import('../../server/sandbox/data/dialogue.ts').Dialogue} dialogue */
function speakDialogue(dialogue) {
  const own = Object.fromEntries(mannerNames.map((name) => [name, manners[dialogue.lang][name]]))
  return speakScript(dialogue.id, { lines: callerLines(dialogue), manners: own }, dialogue)
}

/** @param {import('../../server/sandbox/data/experts.ts').WrittenExpert} expert */
const speakExpert = ({ seat, voice, intro, lines }) =>
  speakScript(`E${seat}`, { lines, manners: { intro, ...expertManners } }, { lang: 'zh', voice })

/**
 * Mono PCM of 16 bits in a RIFF WAVE file: what every browser decodes.
 * @param {readonly Int16Array[]} parts
 */
function waveFile(parts) {
  const data = Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)))
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** The phone's greeting: one file of all pieces, and where each lies, in samples. */
function speakGreeting() {
  const media = new URL('../../renderer/phone/media/data/', import.meta.url)
  const spoken = Object.entries(greetingWords).map(([name, text]) => ({
    name,
    ...speakLine(text, { lang: 'zh', voice: 'woman' }),
  }))
  let from = 0
  const pieces = spoken.map(({ name, sound }) => {
    const piece = [name, { from, length: sound.length }]
    from += sound.length
    return piece
  })
  mkdirSync(media, { recursive: true })
  writeFileSync(new URL('greeting.wav', media), waveFile(spoken.map(({ sound }) => sound)))
  writeFileSync(
    new URL('greeting.json', media),
    `${JSON.stringify({ rate, pieces: Object.fromEntries(pieces) }, null, 1)}\n`,
  )
}

speakGreeting()
mkdirSync(folder, { recursive: true })
for (const old of readdirSync(folder)) if (old.endsWith('.gz')) rmSync(new URL(old, folder))
const index = {
  rate,
  dialogues: Object.fromEntries(dialogues.map((dialogue) => [dialogue.id, speakDialogue(dialogue)])),
  experts: Object.fromEntries(experts.map((expert) => [expert.seat, speakExpert(expert)])),
  survey: speakScript('survey', { lines: [], manners: surveyPrompts }, { lang: 'zh', voice: 'woman' }).manners,
}
const readable = JSON.stringify(index, null, 1).replace(/\[\s+(\d+),\s+(\d+)\s+\]/g, '[$1, $2]')
writeFileSync(new URL('voices.json', folder), `${readable}\n`)
