import { expect, test } from '@playwright/test'
import { startBackend } from '#tests/support/backend.ts'
import { embeddedSite } from '#tests/support/databases.ts'
import { openDesk } from '#tests/support/desk-driver.ts'
import { openHotline } from '#tests/support/hotline.ts'
import { personHears } from '#tests/support/page-ear.ts'
import { toneSource } from '#tests/support/tones.ts'

const citizenTone = 440

test('where the site does not show it, an agent is not told that a lead listens; of one who whispers always', async ({
  browser,
}) => {
  const backend = await startBackend(await embeddedSite(), { showListening: false })
  const hotline = openHotline(browser, () => ({ url: `${backend.url}/`, sip: backend.sip }))
  const agent = await hotline.desk('8001', true)
  const citizen = await hotline.calls('13800000053')
  citizen.sendAudio(toneSource(citizenTone))
  await agent.button('Answer').click()
  await expect(agent.seatState()).toContainText('Talking')
  const { page, button } = await openDesk(browser, `${backend.url}/`, '7001')
  await page.getByRole('row', { name: /\b8001\b/ }).click()
  const legs = agent.page.getByRole('list', { name: 'Legs' }).getByRole('listitem')
  const ofLead = legs.filter({ hasText: '7001' })

  await button('Listen').click()
  await expect(button('Listen')).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => personHears(page, citizenTone)).toBeGreaterThan(-25)
  await expect(legs).toHaveCount(1)
  await expect(agent.page.getByText('7001')).toHaveCount(0)

  await button('Whisper').click()
  await expect(ofLead).toContainText('Lead whispers')

  await button('Stop listening').click()
  await expect(ofLead).toBeHidden()
  await expect(agent.seatState()).toContainText('Talking')
  await page.context().close()
  await hotline.close()
  await backend.app.close()
})
