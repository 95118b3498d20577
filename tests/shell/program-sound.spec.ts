import { expect } from '@playwright/test'
import { test } from './program.ts'

test('the desktop program’s devices are those of its phone’s window, and strong noise suppression runs there', async ({
  program,
}) => {
  const desk = await program.desk('8001')
  const open = desk.getByRole('button', { name: /^(Devices|设备)/ })
  const dialog = desk.getByRole('dialog', { name: /^(Devices|设备)$/ })
  await open.click()
  const works = /Works|正常/
  await expect(dialog.getByRole('listitem')).toHaveText([works, works, works, works, works])
  await dialog.getByRole('button', { name: /^(Strong|强力)$/ }).click()
  await expect(dialog.getByText(/is at work|正在工作/)).toBeVisible()
  // Loaded again, the desk finds its phone as it left it, and its own choice.
  await desk.reload()
  await open.click()
  await expect(dialog.getByText(/is at work|正在工作/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^(Strong|强力)$/ })).toHaveAttribute('aria-pressed', 'true')
})
