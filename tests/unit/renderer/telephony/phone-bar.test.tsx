import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { keyTable } from '#renderer/desk/keys/key-table.ts'
import { createCallStore, takeCallRows } from '#renderer/telephony/call.store.ts'
import { CallerRegion } from '#renderer/telephony/caller-region.tsx'
import { createPhoneStore, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import { createPhoneActs } from '#renderer/telephony/phone-acts.ts'
import { PhoneBar } from '#renderer/telephony/phone-bar.tsx'
import { PhoneNotices } from '#renderer/telephony/phone-notices.tsx'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { KeysContext } from '#renderer/ui/keys/use-key.ts'
import type { Leg, PhoneCommand, PhoneRefusal, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { failure, success } from '#shared/kit/result.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const leg = (change: Partial<Leg> = {}): Leg => ({
  id: 'a',
  sipCallId: 'call-a',
  direction: 'in',
  state: 'offered',
  hold: 'none',
  role: 'party',
  muted: false,
  remoteHold: false,
  remote: { name: '', number: '13512345678' },
  startedAt: Date.now(),
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...change,
})
const snapshot = (legs: Leg[], change: Partial<PhoneSnapshot> = {}): PhoneSnapshot => ({
  registration: { state: 'registered', since: 1, detail: null },
  together: calmTogether,
  legs,
  muted: false,
  microphone: 'ready',
  sound: 'running',
  ...change,
})

const setUp = (first: PhoneSnapshot, refuse?: PhoneRefusal) => {
  const store = createPhoneStore()
  takeSnapshot(store, first)
  const send = vi.fn((_command: PhoneCommand) => Promise.resolve(refuse ? failure(refuse) : success(null)))
  const openDirectory = vi.fn()
  const acts = createPhoneActs({ store, send, openDirectory })
  const keys = createKeyRegistry(keyTable, () => {})
  if (!keys.ok) throw new Error(keys.reason)
  const turnOnSound = vi.fn()
  render(
    <KeysContext value={keys.value}>
      <PhoneBar
        store={store}
        acts={acts}
        hear={() => () => {}}
        seatStatus={null}
        seatControl={null}
        wrapUp={null}
        network={null}
      />
      <PhoneNotices
        store={store}
        onTurnOnSound={turnOnSound}
        onDismissTrouble={() => acts.run({ op: 'dismiss-trouble' })}
      />
    </KeysContext>,
  )
  const press = (key: string) => act(() => void keys.value.handle(new KeyboardEvent('keydown', { key })))
  const show = (next: PhoneSnapshot) => act(() => takeSnapshot(store, next))
  return { store, send, press, show, turnOnSound, openDirectory }
}
const bar = () => within(screen.getByRole('region', { name: '电话条' }))

describe('the phone bar', () => {
  it('a ringing call can be answered by F2 and by its button, which bears the key', async () => {
    const { send, press } = setUp(snapshot([leg()]))
    expect(screen.getByRole('status', { name: '通话状态' }).textContent).toBe('来电振铃')
    press('F2')
    expect(send).toHaveBeenLastCalledWith({ op: 'answer', legId: 'a' })
    await userEvent.setup().click(bar().getByRole('button', { name: '接听 F2' }))
    expect(send).toHaveBeenCalledTimes(2)
    await userEvent.setup().click(bar().getByRole('button', { name: '拒接' }))
    expect(send).toHaveBeenLastCalledWith({ op: 'reject', legId: 'a' })
  })

  it('each party is an item of the list Legs, with its name and number', () => {
    setUp(snapshot([leg({ state: 'established', remote: { name: '市供热办', number: '9002' } })]))
    const item = within(bar().getByRole('list', { name: '通话方' })).getByRole('listitem')
    expect(item.textContent).toContain('市供热办')
    expect(item.textContent).toContain('9002')
  })

  it('hold becomes resume in the same place and keeps the focus', async () => {
    const user = userEvent.setup()
    const { send, show, press } = setUp(snapshot([leg({ state: 'established' })]))
    await user.click(bar().getByRole('button', { name: '保持 F3' }))
    expect(send).toHaveBeenLastCalledWith({ op: 'hold', legId: 'a' })
    show(snapshot([leg({ state: 'established', hold: 'held' })]))
    expect(bar().queryByRole('button', { name: /^保持/ })).toBeNull()
    const resume = bar().getByRole('button', { name: '恢复 F3' })
    expect(document.activeElement).toBe(resume)
    press('F3')
    expect(send).toHaveBeenLastCalledWith({ op: 'resume', legId: 'a' })
  })

  it('mute, unmute and hang up by key', () => {
    const { send, show, press } = setUp(snapshot([leg({ state: 'established' })]))
    press('F9')
    expect(send).toHaveBeenLastCalledWith({ op: 'mute', on: true })
    show(snapshot([leg({ state: 'established' })], { muted: true }))
    expect(bar().getByRole('button', { name: '取消静音 F9' })).toBeTruthy()
    press('F9')
    expect(send).toHaveBeenLastCalledWith({ op: 'mute', on: false })
    press('F4')
    expect(send).toHaveBeenLastCalledWith({ op: 'hang-up', legId: 'a' })
  })

  it('what can’t be done is disabled, says why, and its key does nothing', () => {
    const { send, press } = setUp(snapshot([]))
    for (const name of [/^保持/, /^静音/, /^咨询/, /^三方通话/, /^转接/, /^挂断/])
      expect(bar().getByRole('button', { name, description: '现在没有通话' }).getAttribute('aria-disabled')).toBe(
        'true',
      )
    for (const key of ['F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9']) press(key)
    expect(send).not.toHaveBeenCalled()
    expect(bar().queryByRole('button', { name: /^接听/ })).toBeNull()
  })

  it('dials from the keypad when nothing is up, and sends tones when a call is', async () => {
    const user = userEvent.setup()
    const { send, show } = setUp(snapshot([]))
    await user.click(bar().getByRole('button', { name: '拨号盘' }))
    await waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await user.keyboard('9001{Enter}')
    expect(send).toHaveBeenLastCalledWith({ op: 'dial', target: '9001' })
    show(snapshot([leg({ state: 'established', sentTones: '1' })]))
    await user.click(bar().getByRole('button', { name: '拨号盘' }))
    await user.click(within(await screen.findByRole('dialog', { name: '拨号盘' })).getByRole('button', { name: '5' }))
    expect(send).toHaveBeenLastCalledWith({ op: 'send-tones', legId: 'a', tones: '5' })
    expect((screen.getByRole('textbox', { name: '已发送按键' }) as HTMLInputElement).value).toBe('1')
  })

  it('with several parties each has its own controls, named after it', async () => {
    const { send } = setUp(
      snapshot([
        leg({ state: 'established', remote: { name: '甲', number: '1' } }),
        leg({ id: 'b', state: 'established', hold: 'held', remote: { name: '乙', number: '2' } }),
      ]),
    )
    await userEvent.setup().click(bar().getByRole('button', { name: '恢复 乙' }))
    expect(send).toHaveBeenLastCalledWith({ op: 'resume', legId: 'b' })
    expect(bar().getByRole('button', { name: '保持 甲' })).toBeTruthy()
  })

  it('a refused command becomes a sentence that stays until dismissed', async () => {
    const user = userEvent.setup()
    const { press } = setUp(snapshot([leg()]), 'no-microphone')
    press('F2')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('没有可用的麦克风')
    await user.click(within(alert).getByRole('button', { name: '关闭' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says what is wrong with line, microphone and sound for as long as it is', async () => {
    const { show, turnOnSound } = setUp(
      snapshot([], {
        registration: { state: 'lost', since: 1, detail: null },
        together: calmTogether,
        microphone: 'refused',
        sound: 'needs-press',
      }),
    )
    expect(screen.getAllByRole('alert')).toHaveLength(3)
    await userEvent.setup().click(screen.getByRole('button', { name: '开启声音' }))
    expect(turnOnSound).toHaveBeenCalledOnce()
    show(snapshot([]))
    expect(screen.queryAllByRole('alert')).toHaveLength(0)
  })
})

describe('the Caller region', () => {
  it('shows the server’s row of the phone’s call, then of the call that is wrapped up, then nobody', () => {
    const [phone, calls] = [createPhoneStore(), createCallStore()]
    takeSnapshot(phone, snapshot([leg()]))
    const { rerender } = render(
      <CallerRegion
        phone={phone}
        calls={calls}
        lastCallId={null}
        sayStatus={() => '办理中'}
        sayMark={String}
        sayType={String}
        showDue={({ dueness }) => `时限${dueness}`}
      />,
    )
    const region = () => screen.getByRole('region', { name: '来电人' })
    expect(region().textContent).toContain('正在查询来电人')
    const row = {
      callId: 'x',
      sipCallId: 'call-a',
      direction: 'in' as const,
      queue: '综合',
      about: null,
      sentTo: null,
      handedBy: null,
      cameWith: null,
      number: '13512345678',
      state: 'offered' as const,
      queuedAt: 0,
      offeredAt: 34_000,
      answeredAt: null,
      endedAt: null,
      endedBy: null,
      callsToday: 0,
      callsIn7Days: 3,
      tickets: [
        {
          ticketNo: 'TJ1',
          title: '路灯不亮',
          status: 'HANDLING',
          submittedAt: 0,
          due: { kind: 'handle' as const, at: 1, dueness: 'warned' as const, stopped: false },
        },
      ],
      history: {
        tickets: 7,
        open: 2,
        confidential: 1,
        satisfaction: 'unsatisfied' as const,
        reply: '已更换灯具',
        marks: ['callerTags.elderly', 'riskTags.harassment'] as const,
      },
    }
    act(() => takeCallRows(calls, new Map([['x', row]])))
    for (const text of ['13512345678', '综合', '34 秒', '今日首次', '3 次', '路灯不亮', 'TJ1', '办理中'])
      expect(region().textContent).toContain(text)
    for (const text of [
      '共 7 张',
      '2 张未办结',
      '1 次要求保密',
      '上次不满意',
      '已更换灯具',
      '时限warned',
      'elderly',
      'harassment',
    ])
      expect(region().textContent).toContain(text)
    act(() => takeSnapshot(phone, snapshot([])))
    expect(region().textContent).toContain('没有通话')
    rerender(
      <CallerRegion
        phone={phone}
        calls={calls}
        lastCallId="x"
        sayStatus={() => '办理中'}
        sayMark={String}
        sayType={String}
        showDue={() => null}
      />,
    )
    expect(region().textContent).toContain('13512345678')
  })
})
