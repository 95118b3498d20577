import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { createEnterpriseDesk, type EnterpriseDesk } from '#renderer/enterprise/enterprise-desk.ts'
import { EnterprisesPage } from '#renderer/enterprise/enterprises-page.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import type { ImportFile } from '#shared/contract/rest/import-file.schema.ts'

const chip: FirmRow = {
  code: '91120116MADEMQ001Q',
  name: '天津海云芯片设计有限公司',
  industry: 'I01',
  scale: 'medium',
  zone: 'hitech',
  green: true,
  officer: '韩首席',
  officerPhone: '142****0001',
  phones: [],
}
const cook: FirmRow = { ...chip, code: '91120104MA9FAKE13K', name: '天津和平里餐饮', industry: 'I19', green: false }
let down = false
let removedAt: number | null = null
let asked: string[] = []
const answers: typeof fetch = async (input) => {
  const url = new URL(String(input), 'http://desk')
  asked.push(url.search)
  if (down) throw new TypeError('network')
  const one = [chip, cook].find(({ code }) => url.pathname.endsWith(code))
  if (one) return Response.json(removedAt === null ? one : { ...one, removedAt, officer: '', officerPhone: '' })
  const q = url.searchParams.get('q') ?? ''
  const green = url.searchParams.has('green')
  const industry = url.searchParams.get('industry')
  const after = url.searchParams.get('after')
  const found = [cook, chip].filter(
    (firm) => firm.name.includes(q) && (!green || firm.green) && (industry === null || firm.industry === industry),
  )
  if (q === '' && !green && industry === null)
    return Response.json(after === null ? { firms: [cook], more: true } : { firms: [chip], more: false })
  return Response.json({ firms: found, more: false })
}
const user = userEvent.setup({ delay: null })
const show = (more: Parameters<typeof createEnterpriseDesk>[0] | object = {}, first: string | null = null) => {
  const desk: EnterpriseDesk = createEnterpriseDesk({ fetch: answers, token: () => 'tok', ...more })
  render(<EnterprisesPage desk={desk} first={first} tickets={(code) => <p>{`tickets of ${code}`}</p>} />)
}
/** jsdom's files cannot be read as streams. */
const csv = () =>
  Object.assign(new File(['a'], 'firms.csv', { type: 'text/csv' }), { stream: () => new Response('a').body })
const firms = () => screen.queryAllByRole('button', { name: /天津/ }).map(({ textContent }) => textContent)

describe('the enterprises page', () => {
  beforeEach(() => {
    setLanguage('en')
    down = false
    removedAt = null
    asked = []
  })

  it('lists the register page by page, and shows the chosen enterprise with its own tickets, by arrows too', async () => {
    show()
    const first = await screen.findByRole('button', { name: /和平里/ })
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    await screen.findByRole('button', { name: /海云/ })
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
    first.focus()
    await user.keyboard('{ArrowDown}')
    const detail = screen.getByRole('region', { name: 'The enterprise and its tickets' })
    expect(await within(detail).findByText(`tickets of ${chip.code}`)).toBeTruthy()
    expect((await within(detail).findByRole('region', { name: 'Enterprise card' })).textContent).toContain('韩首席')
  })

  it('finds by words, industry and green channel, and says what to do when there is none', async () => {
    show()
    await screen.findByRole('button', { name: /和平里/ })
    const box = screen.getByRole('searchbox', { name: 'Find an enterprise' })
    await user.type(box, '海云')
    await waitFor(() => expect(firms()).toEqual([expect.stringContaining('Green channel')]))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Industry' }), 'I19')
    expect(await screen.findByText('No enterprise found')).toBeTruthy()
    await user.clear(box)
    await waitFor(() => expect(firms()).toHaveLength(1))
    await user.click(screen.getByRole('checkbox', { name: 'Green channel only' }))
    expect(await screen.findByText('No enterprise found')).toBeTruthy()
    expect(asked.at(-1)).toBe('?q=&industry=I19&green=yes')
  })

  it('opens on the enterprise of the address', async () => {
    show({}, chip.code)
    expect(await screen.findByText(`tickets of ${chip.code}`)).toBeTruthy()
  })

  it('says that the register did not answer, and asks again by a press', async () => {
    down = true
    show()
    await screen.findByText('The register did not answer')
    down = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('button', { name: /和平里/ })
  })

  it('takes a file in for who may: checked first, each fault with its line, then whole', async () => {
    const sent: boolean[] = []
    let wrong = 1
    const sendFile = async ({ check }: ImportFile) => {
      sent.push(check)
      const faults = wrong > 0 ? [{ line: 3, field: 'code', reason: 'credit-code' as const }] : []
      const outcome = check ? ('checked' as const) : ('imported' as const)
      return { ok: true as const, result: { outcome, added: 2, changed: 1, rows: 3, wrong, faults } }
    }
    show({ sendFile })
    await user.click(await screen.findByRole('button', { name: 'Import enterprises' }))
    const file = () => screen.getByLabelText('File of enterprises (CSV, UTF-8 or GBK)', { selector: 'input' })
    await user.upload(file(), csv())
    const row = await screen.findByRole('row', { name: /not a credit code/ })
    expect(row.textContent).toBe('3Credit codenot a credit code; check its last character')
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
    wrong = 0
    await user.upload(file(), csv())
    await user.click(await screen.findByRole('button', { name: 'Import' }))
    expect(await screen.findByText('Imported: 2 added, 1 changed')).toBeTruthy()
    expect(sent).toEqual([true, true, false])
  })

  it('takes an enterprise off the register for who may: asked with the reason first, then the card says so and the focus is on it', async () => {
    const sent: string[] = []
    let refusal: 'unavailable' | null = 'unavailable'
    const remove = async (code: string, reason: string) => {
      sent.push(`${code} ${reason}`)
      if (refusal !== null) return { ok: false as const, reason: refusal }
      removedAt = 1_700_000_000_000
      return { ok: true as const }
    }
    show({ remove }, chip.code)
    await user.click(await screen.findByRole('button', { name: 'Take off the register' }))
    const question = await screen.findByRole('alertdialog', { name: /海云/ })
    await user.selectOptions(within(question).getByRole('combobox', { name: /Reason/ }), 'moved')
    await user.click(within(question).getByRole('button', { name: 'Take off the register' }))
    expect(await within(question).findByText('It was not taken off; try again')).toBeTruthy()
    refusal = null
    const before = asked.length
    await user.click(within(question).getByRole('button', { name: 'Take off the register' }))
    const off = await screen.findByText('Taken off the register. A file that names it brings it back.')
    await waitFor(() => expect(document.activeElement).toBe(off))
    expect(sent).toEqual([`${chip.code} moved`, `${chip.code} moved`])
    const card = screen.getByRole('region', { name: 'Enterprise card' })
    expect(card.textContent).toContain('海云')
    expect(card.textContent).toContain('Off the register')
    expect(card.textContent).not.toContain('142****0001')
    expect(screen.getByText(`tickets of ${chip.code}`)).toBeTruthy()
    await waitFor(() => expect(asked.length).toBe(before + 2))
  })

  it('nothing is taken off by Escape, nor twice: that somebody else was first is said', async () => {
    const sent: string[] = []
    const remove = async (code: string) => {
      sent.push(code)
      removedAt = 1_700_000_000_000
      return { ok: false as const, reason: 'not-found' as const }
    }
    show({ remove }, chip.code)
    const button = await screen.findByRole('button', { name: 'Take off the register' })
    await user.click(button)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(sent).toEqual([])
    await user.click(button)
    await user.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Take off the register' }),
    )
    expect(await screen.findByText('Taken off the register. A file that names it brings it back.')).toBeTruthy()
  })

  it('offers no import and no removal to who may not', async () => {
    show()
    await screen.findByRole('button', { name: /和平里/ })
    expect(screen.queryByRole('button', { name: 'Import enterprises' })).toBeNull()
    await user.click(screen.getByRole('button', { name: /和平里/ }))
    await screen.findByRole('region', { name: 'Enterprise card' })
    expect(screen.queryByRole('button', { name: 'Take off the register' })).toBeNull()
  })
})
