/** A span of time, ms since the epoch; `to` is not in it any more. */
export interface Occurred {
  readonly from: number
  readonly to: number
}

const dayMs = 86_400_000
/** The hall's clock is ahead of UTC all the year. ms */
const hallMs = 8 * 3_600_000

const figures = '零一二三四五六七八九'
/** A number below a hundred in figures or characters; null: none. */
function numberOf(text: string): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  const plain = text.replaceAll('两', '二').replaceAll('〇', '零')
  const [, tens, ten, ones] = /^([一二三四五六七八九])?(十)?([一二三四五六七八九零])?$/.exec(plain) ?? []
  if (plain === '' || (tens !== undefined && ten === undefined && ones !== undefined)) return null
  if (ten === undefined) return figures.indexOf(tens ?? ones ?? '')
  return (tens === undefined ? 1 : figures.indexOf(tens)) * 10 + (ones === undefined ? 0 : figures.indexOf(ones))
}

const n = '[0-9一二三四五六七八九十两〇零]{1,4}'
const daysBack: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  今早: 0,
  今晚: 0,
  昨天: 1,
  昨日: 1,
  昨晚: 1,
  前天: 2,
  大前天: 3,
}
const parts: readonly (readonly [RegExp, number, number])[] = [
  [/凌晨/, 0, 6],
  [/早上|早晨|今早|清晨/, 6, 9],
  [/上午/, 8, 12],
  [/中午/, 11, 14],
  [/下午/, 12, 18],
  [/晚上|今晚|昨晚|夜里|夜间|傍晚/, 18, 24],
]

/** The calendar day that the text names, as days since the epoch; null: none. */
function dayOf(text: string, today: number): number | null {
  const word = /大前天|今[天日早晚]|昨[天日晚]|前天/.exec(text)?.[0]
  if (word !== undefined) return today - (daysBack[word] ?? 0)
  const back = numberOf(new RegExp(`(${n})天前`).exec(text)?.[1] ?? '')
  if (back !== null) return today - back
  const now = new Date(today * dayMs)
  const full = /(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})/.exec(text)
  const short = new RegExp(`(${n})月(${n})[日号]?`).exec(text)
  const [year, month, day] = full
    ? [Number(full[1]), Number(full[2]), Number(full[3])]
    : [now.getUTCFullYear(), numberOf(short?.[1] ?? ''), numberOf(short?.[2] ?? '')]
  if (month === null || day === null) return null
  const found = new Date(Date.UTC(year, month - 1, day))
  if (found.getUTCMonth() !== month - 1 || found.getUTCDate() !== day) return null
  const at = found.getTime() / dayMs
  // Without a year the last one of that name is meant: nobody complains of what is to come.
  return full || at <= today ? at : Date.UTC(year - 1, month - 1, day) / dayMs
}

/** Hours and minutes of the day that the text names, in minutes; null: none. */
function minutesOf(text: string): readonly [from: number, to: number] | null {
  const part = parts.find(([word]) => word.test(text))
  const clock = new RegExp(`(${n})(?:[点时](?:(半)|(${n})分?)?|[:：](\\d{2}))`).exec(text)
  const hour = numberOf(clock?.[1] ?? '')
  if (hour === null || hour > 24) return part ? [part[1] * 60, part[2] * 60] : null
  const minute = clock?.[2] ? 30 : (numberOf(clock?.[3] ?? clock?.[4] ?? '') ?? 0)
  const late = part !== undefined && part[2] > 12 && hour < 12 && part[1] >= 11 ? 12 : 0
  if (minute > 59) return null
  const at = (hour + late) * 60 + minute
  return at >= 1440 ? null : [at, at + (clock?.[2] || clock?.[3] || clock?.[4] ? 1 : 60)]
}

/**
 * What a time that was said in words is by the calendar: 昨天晚上8点, 11月20日, 三天前, 近一周; null: it says none that is sure.
 * @param now ms since the epoch, when it was said
 */
export function parseOccurred(said: string, now: number): Occurred | null {
  const text = said.normalize('NFKC').replace(/\s+/g, '')
  const today = Math.floor((now + hallMs) / dayMs)
  const since = new RegExp(`(?:近|最近)(${n})?个?(天|日|周|星期|月)`).exec(text)
  if (since) {
    const count = since[1] === undefined ? 1 : numberOf(since[1])
    const unit = since[2] === '月' ? 30 : since[2] === '周' || since[2] === '星期' ? 7 : 1
    return count === null ? null : { from: (today - count * unit) * dayMs - hallMs, to: now }
  }
  const day = dayOf(text, today)
  if (day === null) return null
  const [from, to] = minutesOf(text) ?? [0, 1440]
  const start = day * dayMs - hallMs
  return { from: start + from * 60_000, to: start + to * 60_000 }
}
