import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AskedIn } from '#renderer/telephony/asked-in/asked-in.tsx'
import type { ExpertSummary } from '#shared/assistant/expert-summary.rules.ts'

const show = (summary: ExpertSummary) => {
  render(<AskedIn summary={summary} sayType={(type) => (type === 'help' ? '求助' : type)} />)
  return screen.getByRole('region', { name: '请您协助' }).textContent
}

describe('what an expert reads while it rings', () => {
  it('is who asks, the ticket in words and the caller’s question', () => {
    const text = show({
      who: '138****1234',
      what: {
        from: 'ticket',
        type: 'help',
        matter: '公用事业 / 供热 / 供热不热',
        place: '河东区 大王庄街道',
        title: '暖气不热',
      },
      asked: { from: 'question', text: '什么时候能修好?' },
    })
    expect(text).toContain('138****1234')
    expect(text).toContain('求助 · 河东区 大王庄街道 · 供热不热 · 暖气不热')
    expect(text).toContain('“什么时候能修好?”')
  })

  it('quotes the caller while nobody has written the ticket', () => {
    const text = show({
      who: null,
      what: { from: 'talk', lines: ['我家暖气不热', '在大直沽'] },
      asked: { from: 'type', type: 'help' },
    })
    expect(text).toContain('不显示号码')
    expect(text).toContain('“我家暖气不热” “在大直沽”')
    expect(text).toContain('求助')
  })

  it('says so when nothing was said yet', () => {
    const text = show({ who: null, what: { from: 'nothing' }, asked: { from: 'nothing' } })
    expect(text?.match(/还没说到/g)).toHaveLength(2)
  })
})
