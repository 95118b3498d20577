import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import type { Desk } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'

const hotline = hotlineOfFile()

const region = ({ page }: Desk): Locator => page.getByRole('region', { name: 'Directory', exact: true })
const box = ({ page }: Desk): Locator => page.getByRole('searchbox', { name: 'Search directory' })
const option = ({ page }: Desk, name: RegExp): Locator => page.getByRole('option', { name })
const legs = ({ page }: Desk): Locator => page.getByRole('list', { name: 'Legs' }).getByRole('listitem')

/** A seat that talks with a citizen. */
async function inCall(seat: string, number: string): Promise<{ desk: Desk; call: PartyCall }> {
  const desk = await hotline.desk(seat, true)
  const call = await hotline.calls(number)
  await desk.button('Answer').click()
  await expect(desk.seatState()).toContainText('Talking')
  return { desk, call }
}
/** A phone at a number that answers by itself. */
const answering = (user: string) => hotline.party(user, (call) => void call.answer())

test('the expert who fits the ticket is consulted by keyboard alone; presence is live, and nothing moves', async () => {
  const { desk } = await inCall('8001', '13800000021')
  await desk.choose('Matter', 'gjjtq')
  const before = await desk.page.getByRole('textbox', { name: 'Title', exact: true }).boundingBox()
  await desk.page.keyboard.press('F6')
  await expect(box(desk)).toBeFocused()
  const expert = option(desk, /秦海川/)
  await expect(expert).toContainText('Matter: 提取')
  await expect(expert).toContainText('Offline')
  await answering('9001')
  await expect(expert).toContainText('Ready')
  await expect(expert).toHaveAttribute('aria-selected', 'true')
  expect(await desk.page.getByRole('textbox', { name: 'Title', exact: true }).boundingBox()).toEqual(before)
  const [panel, bar] = [
    await region(desk).boundingBox(),
    await desk.page.getByRole('region', { name: 'Phone bar' }).boundingBox(),
  ]
  expect(panel?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0))
  const found = await new AxeBuilder({ page: desk.page })
    .include('[aria-label="Directory"]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(found.violations).toEqual([])
  await desk.page.keyboard.press('Enter')
  await expect(region(desk)).toBeHidden()
  await expect(legs(desk)).toHaveCount(2)
  await expect(legs(desk).filter({ hasText: '9001' })).toBeVisible()
})

test('Escape closes it and gives the focus back; a number that is nobody’s is dialled', async () => {
  const { desk } = await inCall('8002', '13800000022')
  await desk.button('Consult').click()
  await expect(box(desk)).toBeFocused()
  await box(desk).press('Escape')
  await expect(region(desk)).toBeHidden()
  await expect(desk.button('Consult')).toBeFocused()
  await answering('citizen-13900000022')
  await desk.page.keyboard.press('F7')
  await expect(region(desk).getByRole('heading', { name: 'Conference' })).toBeVisible()
  await box(desk).fill('139 0000 0022')
  await expect(option(desk, /Dial 13900000022/)).toBeVisible()
  await box(desk).press('Enter')
  await expect(legs(desk).filter({ hasText: '13900000022' })).toBeVisible()
})

test('a favourite stands first, also after a reload; the panel goes with the call', async () => {
  const { desk, call } = await inCall('8003', '13800000023')
  await desk.page.keyboard.press('F8')
  await box(desk).fill('langfang')
  await box(desk).press('Control+d')
  await expect(option(desk, /廊坊热线.*favourite/)).toBeVisible()
  await box(desk).press('Escape')
  await desk.page.reload()
  await expect(desk.button('Transfer')).toBeEnabled()
  await desk.page.keyboard.press('F8')
  await expect(desk.page.getByRole('option').first()).toContainText('廊坊热线')
  await call.hangUp()
  await expect(region(desk)).toBeHidden()
})
