import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Host } from '#renderer/bridge/host.ts'
import { SettingsDialog } from '#renderer/desk/shell/settings-dialog.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { type SettingsChange, userSettingsSchema } from '#shared/contract/host/settings.schema.ts'

function dialog(forced: string[] = [], refuse: string | null = null, taken: string[] = []) {
  let settings = userSettingsSchema.parse({})
  const changes: SettingsChange[] = []
  const host = {
    kind: 'desk',
    on: () => () => undefined,
    onPhonePort: () => undefined,
    async ask(name: string, args: SettingsChange) {
      if (name === 'readSettings') return { settings, forced, taken }
      changes.push(args)
      if (refuse) return { ok: false, reason: refuse }
      settings = { ...settings, ...args } as typeof settings
      return { ok: true, settings }
    },
  } as unknown as Host
  setLanguage('en')
  render(<SettingsDialog host={host} isOpen onClose={() => undefined} />)
  return { changes }
}

describe('the settings of the desktop program', () => {
  it('show what holds, and a change holds at once', async () => {
    const { changes } = dialog()
    const start = await screen.findByRole('checkbox', { name: 'Start with the system' })
    expect(start).toHaveProperty('checked', false)
    await userEvent.click(start)
    expect(await screen.findByRole('checkbox', { name: 'Start with the system', checked: true })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '125%' }))
    expect(await screen.findByRole('button', { name: '125%', pressed: true })).toBeTruthy()
    expect(changes).toEqual([{ startWithSystem: true }, { zoom: 1.25 }])
  })

  it('say what the site has set, which can not be changed', async () => {
    dialog(['toast'])
    const toast = await screen.findByRole('checkbox', { name: /above all windows/ })
    expect(toast).toHaveProperty('disabled', true)
    expect(screen.getByText('Set by your site')).toBeTruthy()
  })

  it('take a global key by its being pressed, and no key that people type with', async () => {
    const { changes } = dialog()
    const field = await screen.findByRole('textbox', { name: 'Key for Mute' })
    expect(field).toHaveProperty('value', 'Ctrl+Alt+F9')
    await userEvent.type(field, 'a{Shift>}B{/Shift}{F9}')
    expect(changes).toEqual([])
    await userEvent.type(field, '{Control>}{Shift>}{F7}{/Shift}{/Control}')
    expect(changes).toEqual([
      { globalKeys: { answer: 'Ctrl+Alt+F2', mute: 'Ctrl+Shift+F7', 'hang-up': 'Ctrl+Alt+F4' } },
    ])
    expect(await screen.findByDisplayValue('Ctrl+Shift+F7')).toBeTruthy()
  })

  it('say which global key another program held, and what works instead', async () => {
    dialog([], null, ['answer'])
    const said = await screen.findByText(/Another program held Ctrl\+Alt\+F2/)
    expect(said.textContent).toContain('F2 in this window works')
  })

  it('take no global key where the site has set them', async () => {
    const { changes } = dialog(['globalKeys'])
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Key for Mute' }),
      '{Control>}{Shift>}{F7}{/Shift}{/Control}',
    )
    expect(changes).toEqual([])
  })

  it('say when the disk refused, and that the old ones hold', async () => {
    dialog([], 'not-saved')
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Start with the system' }))
    expect((await screen.findByRole('alert')).textContent).toContain('The old settings hold')
    expect(screen.getByRole('checkbox', { name: 'Start with the system', checked: false })).toBeTruthy()
  })
})
