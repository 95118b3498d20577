import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { createPhoneStore, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import { DevicesDialog } from '#renderer/telephony/sound/devices-dialog.tsx'
import { preflight, untold } from '#renderer/telephony/sound/preflight.rules.ts'
import { QualityLamp } from '#renderer/telephony/sound/quality-lamp.tsx'
import { qualityView } from '#renderer/telephony/sound/quality-view.rules.ts'
import { createSoundStore } from '#renderer/telephony/sound/sound.store.ts'
import { SoundNotices } from '#renderer/telephony/sound/sound-notices.tsx'
import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { type LegQuality, type SoundDevices, usualSoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const headset = { id: 'h', label: 'Jabra' }
const devices: SoundDevices = {
  inputs: [{ id: 'b', label: 'Built-in' }, headset],
  outputs: [{ id: 's', label: 'Loudspeaker' }],
  microphone: { id: '', label: 'Built-in', away: false },
  speaker: { id: '', label: 'Loudspeaker', away: false },
  ringer: { id: '', label: 'Loudspeaker', away: false },
  settings: usualSoundSettings,
  noise: 'browser',
}
const snapshot = (change: Partial<PhoneSnapshot> = {}): PhoneSnapshot => ({
  registration: { state: 'registered', since: 1, detail: null },
  together: calmTogether,
  legs: [],
  muted: false,
  microphone: 'ready',
  sound: 'running',
  devices,
  ...change,
})
const heard = (change: Partial<LegQuality> = {}): LegQuality => ({
  id: 'a',
  mos: 4.3,
  loss: 0,
  sentLoss: 0,
  jitterMs: 3,
  rttMs: 30,
  alarms: [],
  ...change,
})

beforeEach(() => setLanguage('en'))

const setUp = (first: PhoneSnapshot = snapshot()) => {
  const phone = createPhoneStore()
  takeSnapshot(phone, first)
  const store = createSoundStore(first.devices?.settings ?? usualSoundSettings)
  store.setState({ isOpen: true, path: 'found' })
  const acts = { choose: vi.fn(), open: vi.fn(), close: vi.fn(), try: vi.fn(), checkPath: vi.fn() }
  render(
    <>
      <QualityLamp store={store} />
      <SoundNotices phone={phone} store={store} acts={acts} server="online" />
      <DevicesDialog phone={phone} store={store} acts={acts} hear={() => () => {}} server="online" />
    </>,
  )
  return { phone, store, acts, user: userEvent.setup() }
}

describe('the dialog of devices', () => {
  it('chooses how calls are taken: by itself after a tone, and whether a second one may ring', async () => {
    const { acts, user, store } = setUp()
    await user.click(screen.getByRole('checkbox', { name: 'Answer by itself, after a tone' }))
    const byItself = { auto: 'after-tone', afterMs: 1000, waiting: false } as const
    expect(acts.choose).toHaveBeenLastCalledWith({ answering: byItself })
    act(() => store.setState({ settings: { ...usualSoundSettings, answering: byItself } }))
    await user.click(screen.getByRole('checkbox', { name: 'Let a second call ring softly during a call' }))
    expect(acts.choose).toHaveBeenLastCalledWith({ answering: { ...byItself, waiting: true } })
  })

  it('chooses a device, and the system’s default again', async () => {
    const { acts, user, store } = setUp()
    const box = screen.getByRole('combobox', { name: 'Microphone' })
    expect(
      within(box)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['System default: Built-in', 'Built-in', 'Jabra'])
    await user.selectOptions(box, 'Jabra')
    expect(acts.choose).toHaveBeenLastCalledWith({ microphone: headset })
    act(() => store.setState({ settings: { ...usualSoundSettings, microphone: headset } }))
    await user.selectOptions(box, 'System default')
    expect(acts.choose).toHaveBeenLastCalledWith({ microphone: null })
  })

  it('keeps a device that was unplugged in the list, says so outside, and what is used instead', () => {
    const settings = { ...usualSoundSettings, microphone: headset }
    const away = { id: '', label: 'Built-in', away: true }
    setUp(snapshot({ devices: { ...devices, inputs: devices.inputs.slice(0, 1), microphone: away, settings } }))
    expect(screen.getByRole('combobox', { name: 'Microphone' })).toHaveProperty('value', 'h')
    expect(screen.getByRole('option', { name: 'Jabra (not plugged in)' })).toBeTruthy()
    expect(screen.getByText(/“Jabra” was unplugged; you speak by “Built-in”/)).toBeTruthy()
  })

  it('shows five lamps; a red one says what to do', () => {
    const { store } = setUp(snapshot({ microphone: 'refused' }))
    act(() => store.setState({ path: 'none' }))
    const lamps = within(screen.getByRole('list', { name: 'Before a call' })).getAllByRole('listitem')
    expect(lamps.map(({ textContent }) => textContent?.split('.')[0])).toEqual([
      'Microphone Wrong Plug in a microphone and allow it in the browser',
      'Speaker Being checked',
      'Phone line Works',
      'Way for sound Wrong The network may not let sound through, so a call may stay silent',
      'Server Works',
    ])
  })

  it('has no echo test during a call', async () => {
    const { phone, acts, user } = setUp()
    await user.click(screen.getByRole('button', { name: 'Hear yourself' }))
    expect(acts.try).toHaveBeenLastCalledWith('echo')
    const leg = { id: 'a', state: 'established' } as PhoneSnapshot['legs'][number]
    act(() => takeSnapshot(phone, snapshot({ legs: [leg] })))
    expect(screen.getByRole('button', { name: 'Hear yourself' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('says when strong suppression does not run here', () => {
    const settings = { ...usualSoundSettings, noise: 'rnnoise' as const }
    setUp(snapshot({ devices: { ...devices, settings, noise: 'browser' } }))
    expect(screen.getByText(/does not run on this computer/)).toBeTruthy()
  })
})

describe('how the call sounds', () => {
  it('is said in a plain sentence with its number', () => {
    const { store } = setUp()
    act(() => store.setState({ isOpen: false }))
    expect(screen.getByRole('img', { name: 'No call at the moment' })).toBeTruthy()
    act(() => store.setState({ quality: [heard()] }))
    expect(screen.getByRole('img', { name: 'The call sounds good' })).toBeTruthy()
    act(() => store.setState({ quality: [heard({ loss: 0.082, alarms: ['loss', 'poor'] })] }))
    expect(screen.getAllByText('Your network loses 8 % of the sound')).toHaveLength(1)
    act(() => setLanguage('zh-CN'))
    expect(screen.getByRole('img', { name: '您的网络丢了 8 % 的声音' })).toBeTruthy()
  })

  it.each([
    [[heard({ alarms: ['jitter'], jitterMs: 64 })], { tone: 'amber', says: 'jitter', ms: 100 }],
    [[heard(), heard({ id: 'b', alarms: ['no-sound'] })], { tone: 'red', says: 'no-sound' }],
    [[heard({ alarms: ['delay'], rttMs: 633 })], { says: 'delay', ms: 600 }],
    [[heard({ alarms: ['sent-loss'], sentLoss: 0.34, loss: 0.9 })], { says: 'sent-loss', percent: 30 }],
    [[], { tone: 'grey', says: 'none' }],
  ] as const)('takes the worst of all legs (%#)', (legs, expected) => {
    expect(qualityView(legs)).toMatchObject(expected)
  })
})

describe('the check before a call', () => {
  const facts = { snapshot: snapshot(), path: 'found', server: 'online' } as const

  it('is quiet when all is well', () => {
    expect(preflight(facts)).toEqual({ microphone: 'ok', speaker: 'ok', line: 'ok', path: 'ok', server: 'ok' })
    expect(untold(preflight(facts))).toBeNull()
  })

  it('speaks once, of what no other notice speaks of: the speaker first', () => {
    const silent = { ...facts, snapshot: snapshot({ devices: { ...devices, outputs: [] } }), path: 'none' } as const
    expect(untold(preflight(silent))).toBe('speaker')
    expect(untold(preflight({ ...facts, path: 'none' }))).toBe('path')
    expect(untold(preflight({ ...facts, snapshot: snapshot({ microphone: 'missing' }), server: 'ended' }))).toBeNull()
  })

  it('waits before the phone has said anything', () => {
    expect(preflight({ snapshot: null, path: 'unknown', server: 'connecting' })).toEqual({
      microphone: 'waiting',
      speaker: 'waiting',
      line: 'waiting',
      path: 'waiting',
      server: 'waiting',
    })
  })
})
