import { expect, type Locator, type Page, test } from '@playwright/test'
import { createParty, type Party } from '#server/sandbox/party/party.ts'
import { type Desk, openDesk } from '#tests/support/desk-driver.ts'
import { inputMethod } from '#tests/support/ime.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'
import { toneSource } from '#tests/support/tones.ts'

const content = '市民来电反映：河东区大王庄街道一处路灯连续三晚不亮，夜间出行不便。诉求：尽快维修。'
const parties: Party[] = []
let data: DataFolder
let sandbox: Sandbox
test.beforeAll(async () => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path })
})
test.afterAll(async () => {
  for (const party of parties.splice(0)) await party.dispose()
  await sandbox.stop()
  data.remove()
})

const combo = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const ticketState = (page: Page) => page.getByRole('status', { name: 'Ticket state' })

/** Tab until the control has the focus: everything is reached by keyboard. */
async function tabTo(page: Page, control: Locator, most = 60): Promise<void> {
  for (let n = 0; n < most; n++) {
    if (await control.evaluate((element) => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  await expect(control).toBeFocused()
}

async function freshDraft(browser: Parameters<typeof openDesk>[0], seat: string): Promise<Desk> {
  const desk = await openDesk(browser, sandbox.url, seat)
  await expect(desk.seatState()).toContainText('Not ready')
  await desk.button('New ticket').click()
  await expect(desk.field('Title')).toBeVisible()
  return desk
}

test('a whole call and its ticket by keyboard alone', async ({ browser }) => {
  const desk = await openDesk(browser, sandbox.url, '8001')
  const { page } = desk
  await expect(desk.seatState()).toContainText('Not ready')
  await expect(desk.button('Ready')).toBeEnabled()
  await page.keyboard.press('F10')
  await expect(desk.seatState()).toContainText(/^(?!.*Not ready).*Ready/)
  const citizen = createParty({
    url: sandbox.sip,
    user: 'citizen-14200001234',
    domain: 'sandbox.lianxian',
    password: 'lianxian',
  })
  parties.push(citizen)
  await citizen.register()
  const call = await citizen.call('12345')
  call.sendAudio(toneSource(440))
  await expect(desk.button('Answer')).toBeVisible()
  await page.keyboard.press('F2')
  await expect(desk.seatState()).toContainText('Talking')
  await expect(desk.field('Phone')).toHaveValue('14200001234')

  const type = async (control: Locator, text: string, enter = false) => {
    await tabTo(page, control)
    await page.keyboard.type(text)
    if (!enter) return
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listbox')).toHaveCount(0)
  }
  await type(combo(page, 'Type'), 'qz', true)
  await type(combo(page, 'Matter'), 'ldbl', true)
  await expect(combo(page, 'Matter')).toHaveValue(/路灯不亮$/)
  await type(combo(page, 'Place'), 'dawangzhuang', true)
  await expect(combo(page, 'Place')).toHaveValue(/大王庄街道/)
  await type(desk.field('Title'), '河东区大王庄街道路灯不亮')
  await type(desk.field('Content'), content)
  await type(combo(page, 'Handling'), '转办', true)
  await type(combo(page, 'Lead unit'), '河东区城市管理委', true)
  await page.keyboard.press('Control+Enter')
  await expect(ticketState(page)).toHaveText(/^Submitted TJ\d{14}$/)
  await page.keyboard.press('F4')
  await expect(desk.seatState()).toContainText('Wrap-up')
  await tabTo(page, desk.button('Finish wrap-up'))
  await page.keyboard.press('Enter')
  await expect(desk.seatState()).toContainText(/^(?!.*Not ready).*Ready/)
  await page.context().close()
})

test('choosing by typing: characters, pinyin and initials; Enter takes the first, Escape restores, nothing else is chosen', async ({
  browser,
}) => {
  const desk = await freshDraft(browser, '8002')
  const { page } = desk
  const matter = combo(page, 'Matter')
  for (const typed of ['路灯不亮', 'ludengbuliang', 'ldbl']) {
    await matter.fill(typed)
    await expect(page.getByRole('option').first()).toContainText('路灯不亮')
    await matter.press('Enter')
    await expect(matter).toHaveValue('城市管理 / 市政设施 / 路灯不亮')
    await matter.fill('')
    await matter.press('Escape')
    await expect(matter).toHaveValue('城市管理 / 市政设施 / 路灯不亮')
    await matter.fill('')
    await page.keyboard.press('Tab')
    await expect(matter).toHaveValue('')
  }
  await matter.fill('ldbl')
  await matter.press('Enter')
  await matter.fill('噪声')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(matter).toHaveValue('城市管理 / 市政设施 / 路灯不亮')
  await matter.fill('没有这样的分类')
  await expect(page.getByRole('option')).toHaveCount(0)
  await matter.press('Enter')
  await matter.press('Escape')
  await expect(matter).toHaveValue('城市管理 / 市政设施 / 路灯不亮')
  // Words of several levels of the path, and the other language.
  const place = combo(page, 'Place')
  await place.fill('和平 劝业场')
  await expect(page.getByRole('option').first()).toContainText('劝业场街道')
  await place.press('Escape')
  const type = combo(page, 'Type')
  for (const typed of ['投诉', 'tousu', 'ts', 'compl']) {
    await type.fill(typed)
    await expect(page.getByRole('option').first()).toContainText('Complaint')
    await type.press('Escape')
  }
  await page.context().close()
})

test('while an input method composes, Enter, Ctrl+Enter and the keys of the call do nothing in any field', async ({
  browser,
}) => {
  const desk = await freshDraft(browser, '8003')
  const { page } = desk
  const method = await inputMethod(page)
  for (const [field, word] of [
    [desk.field('Title'), '路灯'],
    [desk.field('Content'), '路灯不亮'],
    [desk.field('Address'), '八纬路'],
    [combo(page, 'Matter'), '路灯不亮'],
  ] as const) {
    await field.focus()
    await method.compose('lu')
    await method.press('Enter', 229)
    await method.press('Enter', 229, true)
    await method.press('F10', 229)
    await method.press('F2', 229)
    await method.press('Escape', 229)
    await expect(field).toHaveValue('lu')
    await expect(field).toBeFocused()
    await method.commit(word)
    await expect(field).toHaveValue(word)
  }
  await expect(desk.seatState()).toContainText('Not ready')
  await expect(page.locator('[aria-invalid]')).toHaveCount(0)
  await expect(page.getByRole('option').first()).toContainText('路灯不亮')
  await page.keyboard.press('Enter')
  await expect(combo(page, 'Matter')).toHaveValue(/路灯不亮$/)
  await expect(desk.field('Title')).toHaveValue('路灯')
  await page.context().close()
})

test('what is wrong or missing is said at its field, and the first such field has the focus', async ({ browser }) => {
  const desk = await freshDraft(browser, '8004')
  const { page } = desk
  const says = async (control: Locator, words: string) => {
    await expect(control).toHaveAttribute('aria-invalid', 'true')
    const ids = (await control.getAttribute('aria-describedby')) ?? ''
    await expect(page.locator(`[id="${ids}"]`)).toHaveText(words)
  }
  await page.keyboard.press('Control+Enter')
  await expect(combo(page, 'Type')).toBeFocused()
  await says(combo(page, 'Type'), 'Fill in: Type')
  await says(combo(page, 'Matter'), 'Fill in: Matter')
  await says(combo(page, 'Place'), 'Fill in: Place')
  await says(desk.field('Title'), 'Fill in: Title')
  await says(desk.field('Content'), 'Fill in: Content')
  await says(desk.field('Phone'), 'Fill in: Phone')
  await says(combo(page, 'Handling'), 'Fill in: Handling')

  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区')
  await desk.choose('Handling', '转办')
  await desk.field('Title').fill('请打 13800001111')
  await desk.field('Content').fill('太短')
  await desk.field('Phone').fill('123')
  await says(combo(page, 'Place'), 'Choose down to the street or township')
  await says(
    desk.field('Phone'),
    'Give a number that can be called back: mobile with 11 digits, landline with area code',
  )
  await says(desk.field('Title'), 'No phone number in the title; put it under Phone')
  await says(desk.field('Content'), 'Write the facts and what is asked, 20 characters at least')
  await says(combo(page, 'Lead unit'), 'Fill in: Lead unit')
  await page.keyboard.press('Control+Enter')
  await expect(combo(page, 'Place')).toBeFocused()
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('combobox', { name: '所属区域', exact: true })).toBeVisible()
  await says(page.getByRole('textbox', { name: '标题', exact: true }), '标题里不能有电话号码，请移到联系电话')
  await says(page.getByRole('combobox', { name: '主办单位', exact: true }), '请填写主办单位')
  await page.context().close()
})

test('a question needs no place', async ({ browser }) => {
  const desk = await freshDraft(browser, '8005')
  const { page } = desk
  await desk.choose('Type', '咨询')
  await desk.choose('Matter', '居住证')
  await desk.field('Title').fill('咨询居住证办理材料')
  await desk.field('Content').fill('市民来电咨询：外地户籍在津居住半年，办理居住证需要哪些材料，到哪里办理。')
  await desk.field('Phone').fill('022-27312345')
  await desk.choose('Handling', '直接解答')
  await page.keyboard.press('Control+Enter')
  await expect(desk.field('Answer given')).toBeFocused()
  await desk.field('Answer given').fill('已告知带身份证和居住证明到派出所办理。')
  await page.keyboard.press('Control+Enter')
  await expect(ticketState(page)).toHaveText(/^Submitted TJ\d{14}$/)
  await page.context().close()
})
