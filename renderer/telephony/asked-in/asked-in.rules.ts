import type { ExpertSummary } from '#shared/assistant/expert-summary.rules.ts'

/** One line of the summary. `text` null: nothing is known of it yet. */
export interface AskedInLine {
  readonly name: 'who' | 'what' | 'asked'
  readonly text: string | null
}

const matterOf = ({ what }: ExpertSummary, sayType: (type: string) => string): string | null => {
  if (what.from === 'nothing') return null
  if (what.from === 'talk') return what.lines.map((line) => `“${line}”`).join(' ')
  const matter = what.matter.split(' / ').at(-1) ?? ''
  return [sayType(what.type), what.place, matter, what.title].filter((part) => part !== '').join(' · ')
}

/** The three lines an expert reads while it rings: who asks, what about, what is wanted. What the caller said stands in quotation marks. */
export function askedInLines(summary: ExpertSummary, sayType: (type: string) => string): readonly AskedInLine[] {
  const { asked } = summary
  return [
    { name: 'who', text: summary.who },
    { name: 'what', text: matterOf(summary, sayType) },
    {
      name: 'asked',
      text: asked.from === 'question' ? `“${asked.text}”` : asked.from === 'type' ? sayType(asked.type) : null,
    },
  ]
}
