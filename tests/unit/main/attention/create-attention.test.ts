import { describe, expect, it } from 'vitest'
import { noCall } from '#main/attention/attention.rules.ts'
import { type AttentionPorts, createAttention } from '#main/attention/create-attention.ts'
import { createTexts } from '#main/texts/texts.ts'

const ringing = {
  phase: 'ringing' as const,
  id: 'leg-1',
  title: '王女士 13812345678',
  lines: ['红桥区'],
  answerBy: null,
}

function house() {
  const done: string[] = []
  let language: 'zh-CN' | 'en' = 'en'
  let settings = { settings: { toast: true, startWithSystem: false }, startForced: false }
  const ports: AttentionPorts = {
    tray: {
      show: (sign, tooltip) => void done.push(`tray ${sign}: ${tooltip}`),
      menu: (items) => void done.push(`menu ${items.filter(({ enabled }) => enabled).map(({ label }) => label)}`),
      dispose: () => void done.push('tray gone'),
    },
    badge: (count, text) => void done.push(`badge ${count} ${text}`.trim()),
    flash: (on) => void done.push(`flash ${on}`),
    toast: (note) => void done.push(`toast ${note?.title ?? 'none'}`),
    settings: () => settings,
    t: createTexts(() => language),
  }
  const attention = createAttention(ports)
  const since = () => done.splice(0)
  return {
    attention,
    since,
    speak: (next: typeof language) => {
      language = next
    },
    set: (next: typeof settings) => {
      settings = next
    },
  }
}

describe('attention', () => {
  it('begins with nobody signed in, and says nothing about what is off anyway', () => {
    expect(house().since()).toEqual([
      'tray offline: Lianxian · signed out',
      'menu Open Lianxian,Start with the system,Quit',
    ])
  })

  it('rings: sign, flash and toast, and none of them after the answer', () => {
    const { attention, since } = house()
    attention.tellSeat({ seat: '8001', state: 'ready', unsent: 0 })
    since()
    attention.tellCall(ringing)
    expect(since()).toEqual([
      'tray ringing: Lianxian · seat 8001 · ringing',
      'menu Open Lianxian,Start with the system,Quit',
      'flash true',
      'toast 王女士 13812345678',
    ])
    attention.tellCall({ ...ringing, phase: 'up' })
    expect(since()).toEqual(['tray talking: Lianxian · seat 8001 · talking', 'flash false', 'toast none'])
  })

  it('takes flash and toast away when the desk gets the focus, and shows them again when it loses it while it rings', () => {
    const { attention, since } = house()
    attention.tellCall(ringing)
    since()
    attention.focusChanged(true)
    expect(since()).toEqual(['flash false', 'toast none'])
    attention.focusChanged(false)
    expect(since()).toEqual(['flash true', 'toast 王女士 13812345678'])
    attention.tellCall(noCall)
    expect(since()).toContain('flash false')
  })

  it('tells the same thing once', () => {
    const { attention, since } = house()
    attention.tellCall(ringing)
    attention.tellSeat({ seat: '8001', state: 'ringing', unsent: 2 })
    since()
    attention.tellCall({ ...ringing })
    attention.tellSeat({ seat: '8001', state: 'ringing', unsent: 2 })
    attention.focusChanged(false)
    expect(since()).toEqual([])
  })

  it('counts what is unsent, and takes the badge off when it is sent', () => {
    const { attention, since } = house()
    attention.tellSeat({ seat: '8001', state: 'ready', unsent: 3 })
    expect(since()).toContain('badge 3 3 unsent')
    attention.tellSeat({ seat: '8001', state: 'ready', unsent: 0 })
    expect(since()).toEqual(['badge 0'])
  })

  it('says nothing of a caller in the tray', () => {
    const { attention, since } = house()
    attention.tellCall(ringing)
    expect(
      since()
        .filter((line) => /^(tray|menu|badge)/.test(line))
        .join(),
    ).not.toMatch(/王|138/)
  })

  it('follows settings and language when told to look again', () => {
    const { attention, since, speak, set } = house()
    attention.tellCall(ringing)
    since()
    set({ settings: { toast: false, startWithSystem: true }, startForced: true })
    speak('zh-CN')
    attention.refresh()
    expect(since()).toEqual(['tray ringing: 连线 · 振铃', 'menu 打开连线,退出', 'badge 0', 'flash true', 'toast none'])
  })

  it('leaves nothing behind, and does nothing afterwards', () => {
    const { attention, since } = house()
    attention.tellSeat({ seat: '8001', state: 'ready', unsent: 3 })
    attention.tellCall(ringing)
    since()
    attention.dispose()
    expect(since()).toEqual(expect.arrayContaining(['badge 0', 'flash false', 'toast none', 'tray gone']))
    attention.dispose()
    attention.tellCall(ringing)
    expect(since()).toEqual([])
  })
})
