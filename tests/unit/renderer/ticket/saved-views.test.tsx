import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { SavedViews } from '#renderer/ticket/saved/saved-views.tsx'
import type { SavedViewsDesk } from '#renderer/ticket/saved/saved-views-desk.ts'
import { noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import type { SavedView } from '#shared/contract/rest/saved-views.schema.ts'

const user = userEvent.setup({ delay: null })
const inHexi = { ...noNarrowing, place: '120103' }
const heating = { id: '8b1f2c6e-4d7a-4f0b-9a51-3f3f3a1d2c4b', name: '供热', list: 'open', q: '暖气', within: inHexi }
let kept: SavedView[] = []
let full = false
const desk: SavedViewsDesk = {
  list: async () => kept,
  async save(view) {
    if (full) return { ok: false, faults: [{ rule: 'too-many' }] }
    kept = [...kept, view]
    return { ok: true }
  },
  async remove(id) {
    kept = kept.filter((view) => view.id !== id)
    return { ok: true }
  },
}
function Page() {
  const [now, setNow] = useState({ list: 'all', q: '路灯', within: noNarrowing })
  return (
    <>
      <SavedViews desk={desk} now={now} onOpen={({ list, q, within }) => setNow({ list, q, within })} />
      <output>{`${now.list} ${now.q} ${now.within.place}`.trim()}</output>
    </>
  )
}

beforeEach(() => {
  setLanguage('en')
  kept = [heating]
  full = false
})

describe('lists that are kept', () => {
  it('are opened by a press, as they were kept', async () => {
    render(<Page />)
    await user.click(await screen.findByRole('button', { name: '供热' }))
    expect(screen.getByText('open 暖气 120103')).toBeTruthy()
    expect(screen.getByRole('button', { name: '供热' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('are kept by keyboard under a name, and removed where they are open', async () => {
    render(<Page />)
    await user.click(await screen.findByRole('button', { name: 'Keep this list' }))
    await user.keyboard('夜里的路灯{Enter}')
    expect(await screen.findByRole('button', { name: '夜里的路灯' })).toBeTruthy()
    expect(kept.at(-1)).toMatchObject({ name: '夜里的路灯', list: 'all', q: '路灯' })
    expect(screen.queryByRole('button', { name: 'Keep this list' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Remove the list “夜里的路灯”' }))
    expect(screen.queryByRole('button', { name: '夜里的路灯' })).toBeNull()
    expect(kept).toEqual([heating])
  })

  it('say when there are too many, and keep what was typed; Escape leaves all as it was', async () => {
    full = true
    render(<Page />)
    await user.click(await screen.findByRole('button', { name: 'Keep this list' }))
    await user.keyboard('路灯{Enter}')
    expect(await screen.findByText('Twenty lists are kept at most; remove one first.')).toBeTruthy()
    expect(screen.getByRole('textbox', { name: 'Name of the list' })).toHaveProperty('value', '路灯')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(kept).toEqual([heating])
  })
})
