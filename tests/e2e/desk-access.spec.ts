import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
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

interface Look {
  readonly lang: 'en' | 'zh-CN'
  readonly scheme: 'light' | 'dark'
}
const looks: readonly Look[] = [
  { lang: 'zh-CN', scheme: 'light' },
  { lang: 'en', scheme: 'dark' },
]

async function openPage(browser: Browser, look: Look, hash: string, seat?: string): Promise<Page> {
  // Without motion: half-way through a change of colour a text has a contrast that nobody can read off.
  const context = await browser.newContext({
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    viewport: { width: 1366, height: 768 },
  })
  const page = await context.newPage()
  if (seat) {
    await page.goto(`${sandbox.url}?lang=${look.lang}#/sign-in?seat=${seat}`)
    await expect(page.getByRole('status', { name: /Seat state|座席状态/ })).toBeVisible()
    await page.evaluate((to) => {
      location.hash = to
    }, hash)
  } else
    await page.goto(
      `${sandbox.url}${hash.startsWith('#') ? '' : hash}?lang=${look.lang}${hash.startsWith('#') ? hash : ''}`,
    )
  return page
}

/** The guidelines, and what makes a page found one's way in: one heading of the first level, everything inside a landmark. */
const axe = (page: Page) =>
  new AxeBuilder({ page }).options({
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
    rules: { region: { enabled: true }, 'page-has-heading-one': { enabled: true } },
  })

const screens = [
  { name: 'sign-in', hash: '#/sign-in', seat: undefined, there: /8001/ },
  { name: 'desk', hash: '#/desk', seat: '8001', there: /.*/ },
  { name: 'tickets', hash: '#/tickets', seat: '8001', there: /.*/ },
  { name: 'calls', hash: '#/calls', seat: '7001', there: /.*/ },
  { name: 'knowledge', hash: '#/knowledge', seat: '8001', there: /.*/ },
  { name: 'wall', hash: '#/wall', seat: '7001', there: /8001/ },
  { name: 'citizen phone', hash: 'call', seat: undefined, there: /12345/ },
]
for (const screen of screens) {
  for (const look of looks) {
    test(`axe finds nothing on ${screen.name} in ${look.lang}, ${look.scheme}`, async ({ browser }) => {
      const page = await openPage(browser, look, screen.hash, screen.seat)
      await expect(page.locator('body')).toContainText(screen.there)
      const found = await axe(page).analyze()
      expect(
        found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
      ).toEqual([])
      await page.context().close()
    })
  }
}

test('axe finds nothing on a ticket form full of faults with an open list', async ({ browser }) => {
  const page = await openPage(browser, { lang: 'zh-CN', scheme: 'light' }, '#/desk', '8006')
  await page.getByRole('button', { name: '新建工单' }).click()
  await page.getByRole('combobox', { name: '诉求分类' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('combobox', { name: '诉求类型' })).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('combobox', { name: '诉求分类' }).fill('ldbl')
  await page.getByRole('option').first().waitFor()
  expect((await axe(page).analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.context().close()
})

test('no page breaks its own content security policy', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const broken: string[] = []
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`),
    )
  })
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text())
  })
  for (const hash of ['#/sign-in?seat=8003', '#/tickets', '#/knowledge']) {
    await page.goto(`${sandbox.url}?lang=en${hash}`)
    await expect(page.getByRole('status', { name: 'Seat state' })).toBeVisible()
  }
  await page.goto(`${sandbox.url}call?lang=en`)
  await expect(page.getByRole('button', { name: /Call 12345/ })).toBeVisible()
  expect(broken).toEqual([])
  await context.close()
})
