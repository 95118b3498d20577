import { maskNumber } from '../kit/phone-number.ts'
import type { TalkLine } from './judge.ts'
import { isSmallTalk } from './small-talk.rules.ts'

/** The ticket as written so far, in words; empty: not given. */
export interface WrittenDemand {
  readonly type: string
  readonly matter: string
  readonly place: string
  readonly title: string
}

/** What a summary is made of. `number`: the caller's; null: the call has none. */
export interface SummarySource {
  readonly number: string | null
  readonly demand: WrittenDemand
  readonly talk: readonly Pick<TalkLine, 'role' | 'text'>[]
}

/** Three lines for an expert who rings: who asks, what about, what is wanted of them. No line tells whom the number belongs to. */
export interface ExpertSummary {
  /** Masked; null: no number. */
  readonly who: string | null
  readonly what:
    | ({ readonly from: 'ticket' } & WrittenDemand)
    | { readonly from: 'talk'; readonly lines: readonly string[] }
    | { readonly from: 'nothing' }
  /** The caller's last question; else the ticket's type says it. */
  readonly asked:
    | { readonly from: 'question'; readonly text: string }
    | { readonly from: 'type'; readonly type: string }
    | { readonly from: 'nothing' }
}

/** Characters of one quoted line: it stands in a toast. */
const longest = 60
/** Lines of the talk that stand for a ticket nobody has written yet. */
const talkLines = 2

const privateRuns = /(?:[+\d][\d\s-]{4,}\d|[〇零一二三四五六七八九幺两]{7,})[Xx]?/g

/** Experts see no numbers of persons: long runs of figures are left out, also as they are spoken. */
const shown = (text: string): string => {
  const open = text.normalize('NFKC').replace(privateRuns, '***').trim()
  const chars = Array.from(open)
  return chars.length <= longest ? open : `${chars.slice(0, longest - 1).join('')}…`
}

const asks =
  /[?？]|[吗呢]|什么|怎么|怎样|如何|多少|多久|哪|能不能|可不可以|是不是|\b(?:how|what|when|where|why|which|can|could)\b/i

/** Makes the summary. A ticket without title and matter is as good as empty: then the caller's last words stand for it. */
export function expertSummary({ number, demand, talk }: SummarySource): ExpertSummary {
  const said = talk.filter(({ role, text }) => role === 'caller' && !isSmallTalk(text)).map(({ text }) => shown(text))
  const written = demand.title !== '' || demand.matter !== ''
  const question = said.findLast((line) => asks.test(line))
  const lines = said.slice(-talkLines)
  return {
    who: number === null ? null : maskNumber(number),
    what: written
      ? { from: 'ticket', type: demand.type, matter: demand.matter, place: demand.place, title: shown(demand.title) }
      : lines.length > 0
        ? { from: 'talk', lines }
        : { from: 'nothing' },
    asked:
      question !== undefined
        ? { from: 'question', text: question }
        : demand.type !== ''
          ? { from: 'type', type: demand.type }
          : { from: 'nothing' },
  }
}
