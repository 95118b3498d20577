import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { MenuButton } from '#renderer/ui/menu.tsx'
import { StatusText } from '#renderer/ui/status-text.tsx'
import { Tabs } from '#renderer/ui/tabs.tsx'

const reasons = [
  { id: 'rest', label: 'Rest' },
  { id: 'meal', label: 'Meal' },
] as const

function DialogHost() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <div data-react-aria-top-layer="true">
        <Button label="Answer" onPress={() => {}} />
      </div>
      <Button label="Keys" onPress={() => setOpen(true)} />
      <Dialog title="All keys" isOpen={open} onClose={() => setOpen(false)}>
        F2
      </Dialog>
    </>
  )
}

function TabsHost() {
  const [selected, setSelected] = useState('a')
  return (
    <Tabs
      label="Open tickets"
      entries={[
        { id: 'a', title: 'One' },
        { id: 'b', title: 'Two' },
      ]}
      selected={selected}
      onSelect={setSelected}
    >
      {selected}
    </Tabs>
  )
}

describe('MenuButton', () => {
  it('opens on the first entry, so Enter takes it, and gives the focus back', async () => {
    const user = userEvent.setup()
    const chosen = vi.fn()
    render(<MenuButton button={{ label: 'Not ready' }} entries={reasons} onChoose={chosen} />)
    await user.tab()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'))
    expect(document.activeElement?.textContent).toBe('Rest')
    await user.keyboard('{Enter}')
    expect(chosen).toHaveBeenCalledWith('rest')
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(document.activeElement).toBe(screen.getByRole('button'))
  })

  it('leaves the rest of the page usable while it is open', async () => {
    const user = userEvent.setup()
    const answered = vi.fn()
    render(
      <>
        <MenuButton button={{ label: 'Not ready' }} entries={reasons} onChoose={() => {}} />
        <Button label="Answer" onPress={answered} />
      </>,
    )
    await user.click(screen.getByRole('button', { name: 'Not ready' }))
    await screen.findByRole('menu')
    await user.click(screen.getByRole('button', { name: 'Answer' }))
    expect(answered).toHaveBeenCalled()
  })

  it('can be opened from outside', async () => {
    render(
      <MenuButton
        button={{ label: 'Not ready' }}
        entries={reasons}
        onChoose={() => {}}
        isOpen
        onOpenChange={() => {}}
      />,
    )
    expect(await screen.findAllByRole('menuitem')).toHaveLength(2)
  })
})

describe('Dialog', () => {
  it('is named by its title, closes on Escape and gives the focus back', async () => {
    const user = userEvent.setup()
    render(<DialogHost />)
    await user.click(screen.getByRole('button', { name: 'Keys' }))
    expect(await screen.findByRole('dialog', { name: 'All keys' })).toBeTruthy()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keys' })))
  })

  it('hides the page, but never what a call needs', async () => {
    const user = userEvent.setup()
    render(<DialogHost />)
    await user.click(screen.getByRole('button', { name: 'Keys' }))
    await screen.findByRole('dialog')
    expect(screen.queryByRole('button', { name: 'Keys' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Answer' })).toBeTruthy()
  })
})

describe('StatusText, EmptyState and Tabs', () => {
  it('a status is named and holds its words, without what ticks', () => {
    render(
      <StatusText name="Seat state" tone="green" aside="00:12">
        Ready
      </StatusText>,
    )
    expect(screen.getByRole('status', { name: 'Seat state' }).textContent).toBe('Ready')
  })

  it('an error state is an alert', () => {
    render(<EmptyState kind="error" title="The list did not load" />)
    expect(screen.getByRole('alert').textContent).toContain('did not load')
  })

  it('tabs move by arrow keys', async () => {
    const user = userEvent.setup()
    render(<TabsHost />)
    await user.tab()
    await user.keyboard('{ArrowRight}')
    expect(screen.getByRole('tab', { name: 'Two', selected: true })).toBeTruthy()
    expect(screen.getByRole('tabpanel').textContent).toBe('b')
  })
})
