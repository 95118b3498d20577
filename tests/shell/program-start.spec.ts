import { expect } from '@playwright/test'
import { test } from './program.ts'

test('the desk opens at the sign-in, the phone in a window nobody sees, and nothing else', async ({ program }) => {
  const desk = await program.shell().page('desk')
  await expect(desk.getByRole('button', { name: /8001/ }).first()).toBeVisible()
  await program.shell().page('phone')
  await expect
    .poll(async () =>
      (await program.shell().windows()).map(({ url, visible }) => `${url.replace(/[?#].*/, '')} ${visible}`).sort(),
    )
    .toEqual(['app://lianxian/ true', 'app://lianxian/phone false'])
})
