import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type Desk, deskTone, openDesk } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'
import { personHears } from '#tests/support/page-ear.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

const hotline = hotlineOfFile()

const tones = { agent: deskTone, citizen: 440, lead: 1700 } as const
const heard = -25
const silent = -45
const legs = ({ page }: Desk): Locator => page.getByRole('list', { name: 'Legs' }).getByRole('listitem')
const panel = ({ page }: Desk): Locator => page.getByRole('region', { name: 'Seat’s call' })
const seatRow = (page: Page, seat: string): Locator => page.getByRole('row', { name: new RegExp(`\\b${seat}\\b`) })

interface Hall {
  readonly agent: Desk
  readonly lead: Desk
  readonly citizen: PartyCall
}

/** A seat that talks with a citizen, and a lead at the wall. */
async function openHall(browser: Browser, seat: string, number: string): Promise<Hall> {
  const agent = await hotline.desk(seat, true)
  const citizen = await hotline.calls(number)
  citizen.sendAudio(toneSource(tones.citizen))
  await expect(agent.button('Answer')).toBeVisible()
  await agent.page.keyboard.press('F2')
  await expect(agent.seatState()).toContainText('Talking')
  const lead = await openDesk(browser, hotline.url, '7001', tones.lead)
  await expect(lead.page).toHaveURL(/#\/wall$/)
  await expect(seatRow(lead.page, seat)).toContainText('Talking')
  return { agent, lead, citizen }
}

type Who = keyof typeof tones
const levelAt = async ({ agent, lead, citizen }: Hall, who: Who, hertz: number): Promise<number> => {
  if (who !== 'citizen') return personHears((who === 'agent' ? agent : lead).page, hertz)
  return toneLevel(await record(citizen.onAudio, { ms: 200 }), hertz)
}

/** Whom each hears of the two others. */
async function expectHeard(hall: Hall, wanted: Readonly<Record<Who, readonly Who[]>>) {
  for (const who of ['agent', 'citizen', 'lead'] as const)
    for (const from of ['agent', 'citizen', 'lead'] as const) {
      if (who === from) continue
      const level = expect.poll(() => levelAt(hall, who, tones[from]), { message: `${who} hears ${from}` })
      if (wanted[who].includes(from)) await level.toBeGreaterThan(heard)
      else await level.toBeLessThan(silent)
    }
}

test('from the wall a lead listens by keys, whispers and barges in by mouse, and leaves; the agent sees each', async ({
  browser,
}) => {
  // Eighteen levels are measured.
  test.setTimeout(120_000)
  const hall = await openHall(browser, '8001', '13800000051')
  const { agent, lead } = hall
  await seatRow(lead.page, '8001').focus()
  await lead.page.keyboard.press('Enter')
  await expect(panel(lead)).toContainText('8001')
  await lead.button('Listen').focus()
  await lead.page.keyboard.press('Enter')
  await expect(lead.button('Listen')).toHaveAttribute('aria-pressed', 'true')
  // The sandbox's policy: an agent is shown who listens.
  const ofLead = legs(agent).filter({ hasText: '7001' })
  await expect(ofLead).toContainText('Lead listens')
  await expectHeard(hall, { agent: ['citizen'], citizen: ['agent'], lead: ['agent', 'citizen'] })

  await lead.button('Whisper').click()
  await expect(lead.button('Whisper')).toHaveAttribute('aria-pressed', 'true')
  await expect(ofLead).toContainText('Lead whispers')
  await expectHeard(hall, { agent: ['citizen', 'lead'], citizen: ['agent'], lead: ['agent', 'citizen'] })

  await lead.button('Barge in').click()
  await expectHeard(hall, { agent: ['citizen', 'lead'], citizen: ['agent', 'lead'], lead: ['agent', 'citizen'] })
  await expect(ofLead).toContainText('Talking')
  await expect(seatRow(lead.page, '8001')).toContainText('7001: Barge in')

  await lead.button('Stop listening').click()
  await expect(ofLead).toBeHidden()
  await expect(agent.seatState()).toContainText('Talking')
  expect(hall.citizen.state.kind).toBe('established')
  await lead.page.context().close()
})

test('an agent asks for help, the lead is told wherever it looks, comes, and takes the call over by keys', async ({
  browser,
}) => {
  const hall = await openHall(browser, '8002', '13800000052')
  const { agent, lead, citizen } = hall
  await lead.page.goto(`${hotline.url}?lang=en#/tickets`)
  await agent.button('Ask for help').focus()
  await agent.page.keyboard.press('Enter')
  await expect(agent.button('Ask for help')).toHaveAttribute('aria-pressed', 'true')
  await expect(lead.page.getByText('8002 asks for help')).toBeVisible()
  await lead.button('Show 8002').focus()
  await lead.page.keyboard.press('Enter')
  await expect(lead.page).toHaveURL(/#\/wall$/)
  await expect(panel(lead)).toContainText('asks for help')
  await lead.button('Listen').focus()
  await lead.page.keyboard.press('Enter')
  await expect(lead.button('Take over')).toBeEnabled()
  await expect(lead.page.getByRole('button', { name: 'Show 8002' })).toBeHidden()
  await lead.button('Take over').focus()
  await lead.page.keyboard.press('Enter')
  await expect(agent.seatState()).toContainText('Wrap-up')
  await expect.poll(() => levelAt(hall, 'citizen', tones.lead)).toBeGreaterThan(heard)
  await expect.poll(() => levelAt(hall, 'lead', tones.citizen)).toBeGreaterThan(heard)
  await expect.poll(() => levelAt(hall, 'citizen', tones.agent)).toBeLessThan(silent)
  await citizen.hangUp()
  await lead.page.context().close()
})
