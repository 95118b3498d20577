import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import type { Desk } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'

const hotline = hotlineOfFile()

/** A citizen whose phone can ring, and what rang. */
const citizen = async (number: string) => {
  const rung: PartyCall[] = []
  const party = await hotline.party(`citizen-${number}`, (call) => void rung.push(call))
  return { party, rung }
}
const giveUp = async (party: Awaited<ReturnType<typeof hotline.party>>) => {
  const call = await party.call('12345')
  await expect.poll(() => call.state.kind).toBe('queued')
  await call.hangUp()
}
const openCalls = async (desk: Desk, tab: 'History' | 'Callbacks') => {
  await desk.page.getByRole('link', { name: 'Calls' }).click()
  await desk.page.getByRole('tab', { name: tab }).click()
}

test('a caller who gave up becomes a task; an agent claims it with one key, the citizen’s phone rings, and the outcome ends it', async () => {
  const { party, rung } = await citizen('13820001234')
  const [desk, other] = [await hotline.desk('8001'), await hotline.desk('8002')]
  await openCalls(desk, 'Callbacks')
  await openCalls(other, 'Callbacks')
  await expect(desk.page.getByText('Nobody is owed a call')).toBeVisible()
  await giveUp(party)
  const task = desk.page.getByRole('row', { name: /138\*\*\*\*1234/ })
  await expect(task).toContainText('Gave up')
  await expect(desk.page.getByText('13820001234')).toHaveCount(0)

  const found = await new AxeBuilder({ page: desk.page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
  ).toEqual([])

  await task.focus()
  await desk.page.keyboard.press('Enter')
  await expect.poll(() => rung.length).toBe(1)
  const taken = other.page.getByRole('row', { name: /138\*\*\*\*1234/ })
  await expect(taken).toContainText('8001')
  await expect(taken.getByRole('button')).toHaveCount(0)
  await rung[0]?.answer()
  await expect(desk.seatState()).toContainText('Talking')
  await expect(desk.page.getByRole('region', { name: 'Phone bar' })).toContainText('13820001234')
  await rung[0]?.hangUp()
  const question = desk.page.getByRole('region', { name: 'Outcome of the callback' })
  await expect(question).toContainText('13820001234')
  await question.getByRole('button', { name: 'Reached' }).click()
  await expect(task).toHaveCount(0)
  await expect(question).toHaveCount(0)
  await expect(taken).toHaveCount(0)

  await desk.page.getByRole('tab', { name: 'History' }).click()
  const call = desk.page.getByRole('row', { name: /13820001234/ })
  await expect(call).toContainText('Answered')
  await expect(call).toContainText('other side')
  await expect(call.getByRole('button', { name: 'Redial' })).toBeEnabled()
})

test('a caller who is not there is tried again later; one who gets through needs no callback', async () => {
  const { party, rung } = await citizen('13820005678')
  const desk = await hotline.desk('8003')
  await openCalls(desk, 'Callbacks')
  await giveUp(party)
  const task = desk.page.getByRole('row', { name: /138\*\*\*\*5678/ })
  await task.getByRole('button', { name: 'Claim and call' }).click()
  await expect.poll(() => rung.length).toBe(1)
  await desk.button('Hang up').click()
  const question = desk.page.getByRole('region', { name: 'Outcome of the callback' })
  await question.getByRole('button', { name: 'No answer' }).click()
  await expect(task).toContainText('No answer')
  await expect(task.getByRole('button', { name: 'Claim and call' })).toBeVisible()

  await desk.button('Ready').click()
  const call = await party.call('12345')
  await desk.button('Answer').click()
  await expect(task).toHaveCount(0)
  await desk.page.getByRole('link', { name: 'Desk' }).click()
  await desk.button('Promise a callback').click()
  const form = desk.page.getByRole('dialog', { name: 'Promise a callback' })
  await form.getByRole('textbox', { name: 'Note' }).fill('核实报销进度')
  await form.getByRole('button', { name: 'Promise' }).click()
  await call.hangUp()
  await openCalls(desk, 'Callbacks')
  await expect(task).toContainText('promised by 8003')
  await expect(task).toContainText('核实报销进度')
})

test('the history is live, is found by a number however it is written, and redials; a lead reads the hall without numbers', async () => {
  const { party, rung } = await citizen('13820009999')
  const desk = await hotline.desk('8004', true)
  await openCalls(desk, 'History')
  await expect(desk.page.getByText('No calls yet')).toBeVisible()
  const call = await party.call('12345')
  const row = desk.page.getByRole('row', { name: /13820009999/ })
  await expect(row).toContainText('In progress')
  await desk.button('Answer').click()
  await expect(row).toContainText('Answered')
  await call.hangUp()
  await expect(row).toContainText('other side')
  const search = desk.page.getByRole('searchbox', { name: 'Search by number' })
  await search.fill('+86 138-2000-9999')
  await expect(row).toHaveCount(1)
  await search.fill('13820000000')
  await expect(desk.page.getByText('No call found')).toBeVisible()
  await search.fill('')
  await row.focus()
  await desk.page.keyboard.press('Enter')
  await expect.poll(() => rung.length).toBe(1)
  await rung[0]?.hangUp()
  await expect(desk.page.getByRole('row', { name: /13820009999/ })).toHaveCount(2)

  await desk.button('Keypad').click()
  const pad = desk.page.getByRole('dialog', { name: 'Keypad' })
  await desk.page.keyboard.press('Enter')
  await expect(pad.getByRole('textbox', { name: 'Number' })).toHaveValue('13820009999')
  await desk.page.keyboard.press('Enter')
  await expect.poll(() => rung.length).toBe(2)
  await rung[1]?.hangUp()

  const lead = await hotline.desk('7001')
  await openCalls(lead, 'History')
  await expect(lead.page.getByRole('row', { name: /138\*\*\*\*9999/ })).toHaveCount(3)
  await expect(lead.page.getByRole('table')).not.toContainText('13820009999')
  await lead.page.getByRole('textbox', { name: 'Seat' }).fill('8009')
  await expect(lead.page.getByText('No call found')).toBeVisible()
})
