import { readFile } from 'node:fs/promises'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { type Desk, driveDesk } from '#tests/support/desk-driver.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

let data: DataFolder
let sandbox: Sandbox
test.beforeAll(async () => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path })
})
test.afterAll(async () => {
  await sandbox.stop()
  data.remove()
})

async function signIn(browser: Browser, seat: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, permissions: ['microphone'] })
  const page = await context.newPage()
  await page.goto(`${sandbox.url}?lang=en#/sign-in?seat=${seat}`)
  await expect(page.getByRole('navigation')).toBeVisible()
  return driveDesk(page)
}

const goTo = async (page: Page, name: string) => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/${name}`)
}

const content = '市民来电反映：楼下的井盖破损，老人孩子路过很危险，已经有人绊倒。诉求：尽快更换。'

async function submit(desk: Desk, title: string, phone: string, words = content): Promise<string> {
  await desk.button('New ticket').click()
  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区大王庄街道')
  await desk.field('Phone').fill(phone)
  await desk.field('Title').fill(title)
  await desk.field('Content').fill(words)
  await desk.choose('Handling', '转办')
  await desk.choose('Lead unit', '河东区城市管理委')
  await desk.page.keyboard.press('Control+Enter')
  const state = desk.page.getByRole('status', { name: 'Ticket state' })
  await expect(state).toHaveText(/^Submitted TJ\d{14}$/)
  return ((await state.textContent()) ?? '').replace('Submitted ', '')
}

test('tickets: found by number, title, content and phone; agents see their own, leads the hall, others none', async ({
  browser,
}) => {
  const own = await signIn(browser, '8001')
  const number = await submit(own, '井盖破损无人更换', '13800002222')
  const other = await signIn(browser, '8002')
  await submit(
    other,
    '路灯昼夜不熄',
    '13800003333',
    '市民来电反映：路灯白天也亮着，浪费电能，已有一周。诉求：派人检查。',
  )

  const { page } = own
  await goTo(page, 'tickets')
  const rows = page.getByRole('row').filter({ hasText: /TJ\d{14}/ })
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('井盖破损无人更换')
  const search = page.getByRole('searchbox', { name: 'Search tickets' })
  for (const words of [number, number.slice(-6), '井盖破损', '绊倒', '13800002222', '138 0000 2222']) {
    await search.fill(words)
    await expect(rows).toHaveCount(1)
    await search.fill('没有这样的工单')
    await expect(page.getByText('No ticket found')).toBeVisible()
  }
  await search.fill('昼夜不熄')
  await expect(page.getByText('No ticket found')).toBeVisible()
  await search.fill('')
  await expect(page.getByRole('row', { name: /138\*+2222/ })).toHaveCount(1)
  // By keyboard: the row is reached by Tab, behind the filter, and shows its ticket.
  await search.focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('region', { name: 'Ticket details' })).toContainText('尽快更换')
  await expect(page.getByRole('region', { name: 'Ticket details' }).locator('[lang="zh-CN"]').first()).toBeVisible()

  const lead = await signIn(browser, '7001')
  await goTo(lead.page, 'tickets')
  await expect(lead.page.getByRole('row').filter({ hasText: /TJ\d{14}/ })).toHaveCount(2)
  const leadRows = lead.page.getByRole('row').filter({ hasText: /TJ\d{14}/ })
  await lead.page.getByRole('searchbox', { name: 'Search tickets' }).fill('昼夜不熄')
  await expect(leadRows).toHaveCount(1)
  // A sentence is looked for by its words, and a list is narrowed to a place.
  await lead.page.getByRole('searchbox', { name: 'Search tickets' }).fill('白天路灯还亮着浪费电')
  await expect(lead.page.getByText('白天 · 路灯')).toBeVisible()
  await expect(leadRows).toHaveCount(1)
  await expect(leadRows.locator('mark')).toHaveText(['路灯'])
  await lead.page.getByRole('searchbox', { name: 'Search tickets' }).fill('')
  await lead.button('Filter').click()
  await lead.choose('Place', '河西区')
  await expect(lead.page.getByText('Nothing in this list now')).toBeVisible()
  await lead.choose('Place', '河东区大王庄街道')
  await expect(leadRows).toHaveCount(2)

  for (const seat of ['1001', '9001']) {
    const desk = await signIn(browser, seat)
    await goTo(desk.page, 'tickets')
    await expect(desk.page.getByText('Your seat can’t open this page')).toBeVisible()
    await expect(desk.page.getByRole('link', { name: 'Tickets' })).toHaveCount(0)
    await desk.page.context().close()
  }
  for (const desk of [own, other, lead]) await desk.page.context().close()
})

test('a ticket is printed by key with who printed it on it, and nothing else of the desk is', async ({ browser }) => {
  const desk = await signIn(browser, '8003')
  const { page } = desk
  const number = await submit(desk, '井盖松动', '13800004444')
  await goTo(page, 'tickets')
  await page.getByRole('row', { name: new RegExp(number) }).click()
  await expect(page.getByRole('heading', { name: number })).toBeVisible()
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await page.keyboard.press('Control+p')
  const sheet = page.locator('[data-print-sheet]')
  await expect(sheet).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(sheet).toContainText(content)
  await expect(sheet).toContainText('Printed by 许清和 (8003)')
  await expect(sheet).toBeVisible()
  await expect(page.getByRole('navigation')).toBeHidden()
  expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-')
  await page.emulateMedia({ media: 'screen' })
  await expect(sheet).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Ticket details' })).toContainText('Printed')
})

test('a list is exported after another person agreed, and opens as a workbook', async ({ browser }) => {
  const agent = await signIn(browser, '8004')
  const number = await submit(agent, '围挡占道', '13800005555')
  const [asker, lead] = await Promise.all([signIn(browser, '6301'), signIn(browser, '7001')])
  await asker.button('All').click()
  await asker.button('Export').click()
  await asker.page.getByRole('textbox', { name: 'Purpose' }).fill('十一月占道分析')
  await asker.page.keyboard.press('Enter')
  await expect(asker.page.getByText('Asked. Another person has to agree.')).toBeVisible()
  await expect(asker.page.getByRole('button', { name: 'Agree', exact: true })).toHaveCount(0)
  await goTo(lead.page, 'tickets')
  await lead.page.getByRole('button', { name: /^Export \(1 to decide\)/ }).click()
  await lead.page.getByRole('button', { name: 'Agree', exact: true }).click()
  await expect(lead.page.getByText('Agreed', { exact: true })).toBeVisible()
  await asker.page.keyboard.press('Escape')
  await asker.button('Export').click()
  const [download] = await Promise.all([
    asker.page.waitForEvent('download'),
    asker.page.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^lianxian-tickets-[0-9a-f-]{36}\.xlsx$/)
  const files = unzipSync(await readFile(await download.path()))
  expect(strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(number)
})

test('hostile texts stay text; what is too long or may not be kept is said at its field', async ({ browser }) => {
  const desk = await signIn(browser, '8003')
  const { page } = desk
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs += 1
    void dialog.dismiss()
  })
  const markup = '<img src=x onerror=alert(1)>"><script>alert(1)</script>'
  const words = `${markup} {{constructor.constructor('alert(1)')()}} 👨‍👩‍👧‍👦🏮 \u202eabc\u202c مرحبا ${content}`
  await submit(desk, '<b>路灯</b>👨‍👩‍👧 <i>不亮</i>', '13800004444', words)
  await goTo(page, 'tickets')
  await page.getByRole('row', { name: /路灯/ }).click()
  const detail = page.getByRole('region', { name: 'Ticket details' })
  await expect(detail).toContainText(markup)
  await expect(detail).toContainText('👨‍👩‍👧‍👦')
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
  expect(dialogs).toBe(0)

  await goTo(page, 'desk')
  await desk.button('New ticket').click()
  const field = desk.field('Content')
  const errorOf = async () => page.locator(`[id="${(await field.getAttribute('aria-describedby')) ?? 'none'}"]`)
  await field.fill('汉'.repeat(2001))
  await expect(await errorOf()).toContainText('Too long')
  await field.fill('汉'.repeat(2000))
  await expect(field).not.toHaveAttribute('aria-invalid', 'true')
  await field.fill('')
  await field.focus()
  await page.evaluate((text) => document.execCommand('insertText', false, text), '长'.repeat(100_000))
  await expect(await errorOf()).toContainText('Too long')
  await field.fill('控制\u0000字\u0007符\u001b[31m')
  await desk.field('Title').fill('控\u0007制')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('status', { name: 'Ticket state' })).toHaveText('In step')
  await page.reload()
  await expect(desk.field('Content')).toHaveValue(/控制.*字.*符/s)
  await page.context().close()
})

test('knowledge: searched by words as people say them, browsed by subject, read whole', async ({ browser }) => {
  const desk = await signIn(browser, '8004')
  const { page } = desk
  await goTo(page, 'knowledge')
  const search = page.getByRole('searchbox', { name: 'Search knowledge' })
  await search.fill('家里暖气不热怎么办')
  const results = page.getByRole('list', { name: 'Results' })
  await expect(results.getByRole('listitem').first()).toContainText('暖气')
  await search.press('Enter')
  const entry = page.getByRole('region', { name: 'Knowledge entry' })
  await expect(entry).toContainText(/K\d{7}/)
  await expect(entry.locator('[lang="zh-CN"]').first()).toBeVisible()
  await search.fill('qwertyuiop zxcvbnm')
  await expect(page.getByText('No entry fits')).toBeVisible()
  await search.fill('')
  await page.getByRole('button', { name: '公用事业' }).click()
  await expect(results.getByRole('listitem').nth(2)).toBeVisible()
  await page.context().close()
})

test('a seat without a microphone: the notice lies over no control', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'))
  })
  await page.goto(`${sandbox.url}?lang=en#/sign-in?seat=8005`)
  const desk = driveDesk(page)
  await expect(page.getByRole('alert').first()).toBeVisible()
  await desk.button('New ticket').click()
  await desk.button('Discard draft').click({ trial: true })
  for (const name of ['tickets', 'knowledge', 'desk']) {
    await goTo(page, name)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    const covered = await page.evaluate(() => {
      const note = document.querySelector('[role=alert]')
      const controls = [...document.querySelectorAll('button, a, input, textarea, tr[tabindex]')]
      return controls
        .filter((control) => !note?.contains(control) && control.checkVisibility())
        .filter((control) => {
          const box = control.getBoundingClientRect()
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
          return note?.contains(top) ?? false
        })
        .map((control) => control.outerHTML.slice(0, 80))
    })
    expect(covered).toEqual([])
  }
  await context.close()
})
