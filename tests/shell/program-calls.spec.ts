import { expect, type Page } from '@playwright/test'
import { createParty } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { record, toneSource } from '#tests/support/tones.ts'
import { type Program, test } from './program.ts'

const state = (page: Page) => page.getByRole('status', { name: /Seat state|座席状态/ })
const button = (page: Page, name: RegExp) => page.getByRole('button', { name })

async function calls(program: Program, number: string): Promise<{ call: PartyCall; end: () => Promise<void> }> {
  const party = createParty({
    url: program.sandbox().sip,
    user: `citizen-${number}`,
    domain: 'sandbox.lianxian',
    password: 'lianxian',
  })
  await party.register()
  const call = await party.call('12345')
  call.sendAudio(toneSource(440))
  return { call, end: () => party.dispose() }
}

/** Whether the citizen hears anything: the fake microphone of the host beeps once a second. */
const heard = async (call: PartyCall): Promise<boolean> => {
  const samples = await record(call.onAudio, { ms: 1300 })
  return samples.some((sample) => Math.abs(sample) > 500)
}
test.describe('a call in the desktop program', () => {
  test('rings above all windows without taking the focus, and a global key answers it', async ({ program }) => {
    const shell = program.shell()
    const desk = await program.desk('8001')
    await button(desk, /^(Ready|置闲)/).click()
    await expect(state(desk)).toContainText(/Ready|空闲/)
    // Closed, it is in the tray.
    await shell.close('desk')
    const { call, end } = await calls(program, '13800000021')
    await expect(button(desk, /^(Answer|接听)/)).toBeVisible()
    const toast = await shell.page('toast')
    await expect(toast.getByText('13800000021')).toBeVisible()
    const facts = async () => (await shell.windows()).find(({ url }) => url.includes('/toast'))
    await expect.poll(facts).toMatchObject({ visible: true, alwaysOnTop: true, focused: false })
    expect(await shell.press('Ctrl+Alt+F9')).toBe(false)
    expect(await shell.press('Ctrl+Alt+F2')).toBe(true)
    await expect(state(desk)).toContainText(/Talking|通话/)
    await expect.poll(async () => (await facts())?.visible).toBe(false)
    await expect.poll(async () => (await shell.windows()).find(({ url }) => url.includes('#/desk'))?.visible).toBe(true)
    expect(await heard(call)).toBe(true)
    expect(await shell.press('Ctrl+Alt+F9')).toBe(true)
    await expect(button(desk, /^(Unmute|取消静音)/)).toBeVisible()
    expect(await shell.press('Ctrl+Alt+F4')).toBe(true)
    await expect.poll(() => call.state.kind).toBe('ended')
    await expect.poll(() => shell.press('Ctrl+Alt+F4')).toBe(false)
    await end()
  })

  // A seat each: one backend serves all tests.
  for (const [how, seat] of [
    ['reload', '8002'],
    ['crash', '8101'],
    ['hang', '8201'],
  ] as const)
    test(`goes on with its sound through a ${how} of the desk, which comes back into it`, async ({ program }) => {
      const desk = await program.desk(seat)
      await button(desk, /^(Ready|置闲)/).click()
      const { call, end } = await calls(program, '13800000022')
      await button(desk, /^(Answer|接听)/).click()
      await expect(state(desk)).toContainText(/Talking|通话/)
      await expect.poll(() => heard(call)).toBe(true)
      const whole = record(call.onAudio, { ms: 6000 })
      if (how === 'reload') await desk.reload()
      else {
        const shell = program.shell()
        // A page that hangs is ended after 15 s, and then comes back like one that crashed.
        const gone = desk.waitForEvent('crash', { timeout: 30_000 })
        await (how === 'crash' ? shell.crash('desk') : shell.hang('desk'))
        await gone
      }
      const back = await program.shell().page('desk')
      await expect(state(back)).toContainText(/Talking|通话/)
      await expect(button(back, /^(Hold|保持)/)).toBeEnabled()
      const samples = await whole
      // 8 kHz: no second without the beep of the microphone.
      const seconds = Array.from({ length: 4 }, (_, second) => samples.slice(second * 8000, second * 8000 + 10_400))
      expect(seconds.every((part) => part.some((sample) => Math.abs(sample) > 500))).toBe(true)
      expect(call.state.kind).toBe('established')
      await button(back, /^(Hang up|挂断)/).click()
      await expect.poll(() => call.state.kind).toBe('ended')
      await end()
    })

  test('is taken up again when the phone’s own window crashes', async ({ program }) => {
    const desk = await program.desk('8003')
    await button(desk, /^(Ready|置闲)/).click()
    const { call, end } = await calls(program, '13800000023')
    await button(desk, /^(Answer|接听)/).click()
    await expect.poll(() => heard(call)).toBe(true)
    await program.shell().crash('phone')
    await expect.poll(() => heard(call), { timeout: 10_000 }).toBe(true)
    await expect(state(desk)).toContainText(/Talking|通话/)
    await button(desk, /^(Hang up|挂断)/).click()
    await expect.poll(() => call.state.kind).toBe('ended')
    await end()
  })

  test('is asked about before the program quits, and hung up when it does', async ({ program }) => {
    const shell = program.shell()
    const desk = await program.desk('8004')
    await button(desk, /^(Ready|置闲)/).click()
    const { call, end } = await calls(program, '13800000024')
    await button(desk, /^(Answer|接听)/).click()
    await expect.poll(() => heard(call)).toBe(true)
    await shell.answerDialogs(0)
    await shell.clickTray(/* Quit */ '退出')
    await expect.poll(async () => (await shell.recorded()).some(({ what }) => what === 'message-box')).toBe(true)
    expect(await heard(call)).toBe(true)
    await shell.answerDialogs(1)
    await shell.clickTray('退出')
    expect(await shell.exited).toEqual({ code: 0, signal: null })
    await expect.poll(() => call.state.kind).toBe('ended')
    await end()
  })
})
