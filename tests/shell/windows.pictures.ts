import { join } from 'node:path'
import { expect } from '@playwright/test'
import { createParty } from '#server/sandbox/party/party.ts'
import { test } from './program.ts'

const picture = (name: string): string => join(import.meta.dirname, '..', '..', 'docs', 'images', `${name}.png`)

test('a call rings above other programs', async ({ program }) => {
  const shell = program.shell()
  const desk = await program.desk('8001')
  await desk.getByRole('button', { name: /^置闲/ }).click()
  await shell.close('desk')
  const url = program.sandbox().sip
  const party = createParty({ url, user: 'citizen-13800000031', domain: 'sandbox.lianxian', password: 'lianxian' })
  await party.register()
  await party.call('12345')
  const toast = await shell.page('toast')
  await expect(toast.getByText('13800000031')).toBeVisible()
  await toast.screenshot({ path: picture('shell-toast-light-zh') })
  await desk.screenshot({ path: picture('shell-desk-ringing-light-zh') })
  await party.dispose()
})

test('the wall in a window of its own', async ({ program }) => {
  const desk = await program.desk('7001')
  await desk.getByRole('link', { name: /^大屏/ }).click()
  await desk.getByRole('button', { name: '在另一个窗口打开' }).click()
  const view = await program.shell().page('view')
  await expect(view.getByRole('row', { name: /7001/ })).toBeVisible()
  await view.screenshot({ path: picture('shell-wall-light-zh') })
})

test.describe('without a server', () => {
  test.use({ shellOptions: { env: { LIANXIAN_BACKEND: '' } } })
  test('a trial is offered', async ({ program }) => {
    const desk = await program.shell().page('desk')
    await expect(desk.getByRole('button', { name: '在本机试用' })).toBeVisible()
    await desk.screenshot({ path: picture('shell-no-server-light-zh') })
  })
})
