import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { createKnowledgeApi } from '#renderer/knowledge/knowledge-api.ts'
import { KnowledgePage } from '#renderer/knowledge/knowledge-page.tsx'
import type { LinkAnswer, SourceLinks } from '#renderer/knowledge/source-links.ts'
import { entryOf } from '../assistant/assistant-fixture.ts'

beforeEach(() => setLanguage('en'))
afterEach(() => setLanguage('zh-CN'))

const found = [entryOf('K0401001'), entryOf('K0401002')]

const browser: SourceLinks = { may: async () => ({ ok: true }), open: null }

function open(answer: () => Promise<Response>, links = browser) {
  const asked: string[] = []
  const fetch = vi.fn((url: RequestInfo | URL) => {
    asked.push(decodeURIComponent(String(url)))
    return answer()
  })
  const api = createKnowledgeApi(fetch, () => 'token-1')
  render(<KnowledgePage api={api} links={links} />)
  return { asked, fetch, user: userEvent.setup() }
}
const json =
  (body: unknown, status = 200) =>
  async () =>
    new Response(JSON.stringify(body), { status })

describe('the knowledge page', () => {
  it('searches while typing, with the session’s token, and Enter opens the first entry', async () => {
    const { asked, fetch, user } = open(json({ entries: found }))
    await user.type(screen.getByRole('searchbox', { name: 'Search knowledge' }), '暖气不热')
    const results = await screen.findByRole('list', { name: 'Results' })
    expect(within(results).getAllByRole('button')).toHaveLength(2)
    expect(asked.at(-1)).toBe('/api/knowledge?q=暖气不热')
    expect(fetch.mock.calls.at(-1)).toMatchObject([expect.anything(), { headers: { authorization: 'Bearer token-1' } }])
    await user.keyboard('{Enter}')
    const entry = within(screen.getByRole('article', { name: found[0]?.question ?? '' }))
    expect(entry.getByText(found[0]?.shortAnswer ?? '')).toBeTruthy()
    expect(entry.getByText(/《天津市供热用热条例》/)).toBeTruthy()
    expect(entry.getByText('K0401001')).toBeTruthy()
  })

  it('browses a subject, and opens the entry that is pressed', async () => {
    const { asked, user } = open(json({ entries: found }))
    await user.click(screen.getByRole('button', { name: '公用事业' }))
    await user.click(await screen.findByRole('button', { name: /室温不达标，供热费怎样申请退/ }))
    expect(asked).toEqual(['/api/knowledge?top=公用事业'])
    expect(screen.getByRole('button', { name: '公用事业', pressed: true })).toBeTruthy()
    expect(screen.getByRole('article', { name: /供热费怎样申请退/ })).toBeTruthy()
    expect(screen.getByText('示例，待核实')).toBeTruthy()
  })

  it('says what to do before a search and when nothing fits', async () => {
    const { user } = open(json({ entries: [] }))
    expect(screen.getByText('Search for a question, or choose a subject')).toBeTruthy()
    await user.type(screen.getByRole('searchbox'), 'xyz')
    expect(await screen.findByText('No entry fits')).toBeTruthy()
  })

  it('says so when the server cannot be reached, and asks again on demand', async () => {
    let down = true
    const { user } = open(() => (down ? Promise.reject(new TypeError('down')) : json({ entries: found })()))
    await user.type(screen.getByRole('searchbox'), '暖气')
    expect(await screen.findByRole('alert')).toBeTruthy()
    down = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('list', { name: 'Results' })).toBeTruthy()
  })

  it('takes an answer that the contract does not know as a failure', async () => {
    const { user } = open(json({ entries: [{ id: 1 }] }))
    await user.type(screen.getByRole('searchbox'), '暖气')
    expect(await screen.findByRole('alert')).toBeTruthy()
  })

  it('carries the language of Chinese data in the English interface', async () => {
    const { user } = open(json({ entries: found }))
    await user.type(screen.getByRole('searchbox'), '暖气')
    await act(async () => {})
    expect((await screen.findByText(found[0]?.question ?? '')).getAttribute('lang')).toBe('zh-CN')
  })
})

describe('the source of an entry', () => {
  const link = 'https://law.example.org/heating.html'
  const basis = [{ title: '供热办法', article: null, note: null, link }]
  const read = async (links?: SourceLinks, at = link) => {
    const entry = { ...entryOf('K0401001'), basis: basis.map((one) => ({ ...one, link: at })) }
    const { user } = open(json({ entries: [entry] }), links)
    await user.type(screen.getByRole('searchbox'), '暖气{Enter}')
    await user.click(await screen.findByRole('button', { name: new RegExp(entry.question) }))
    return user
  }
  const refusing: LinkAnswer = { ok: false, reason: 'foreign-host' }

  it('is a plain link in a browser, to a tab that knows nothing of this one', async () => {
    await read()
    const found = await screen.findByRole('link', { name: 'Open the source: 供热办法' })
    expect([found.getAttribute('href'), found.getAttribute('target'), found.getAttribute('rel')]).toEqual([
      link,
      '_blank',
      'noopener noreferrer',
    ])
  })

  it('is opened by the host in the program, by mouse and by keyboard', async () => {
    const opened: string[] = []
    const user = await read({
      may: async () => ({ ok: true }),
      open: async (url) => {
        opened.push(url)
        return { ok: true }
      },
    })
    const found = await screen.findByRole('link', { name: 'Open the source: 供热办法' })
    await user.click(found)
    found.focus()
    await user.keyboard('{Enter}')
    expect(opened).toEqual([link, link])
  })

  it('is called a front page where it is one', async () => {
    await read(browser, 'https://law.example.org/')
    expect(await screen.findByRole('link', { name: 'Open the front page of law.example.org: 供热办法' })).toBeTruthy()
  })

  it('is no link on a host that the site does not name, and says so', async () => {
    await read({ may: async () => refusing, open: async () => refusing })
    expect(await screen.findByText(/law.example.org is not on your site’s list/)).toBeTruthy()
    expect(screen.queryByRole('link')).toBeNull()
  })

  it('says why it was not opened when the list has changed meanwhile', async () => {
    const user = await read({ may: async () => ({ ok: true }), open: async () => refusing })
    await user.click(await screen.findByRole('link', { name: /Open the source/ }))
    expect(await screen.findByText(/is not on your site’s list/)).toBeTruthy()
  })
})
