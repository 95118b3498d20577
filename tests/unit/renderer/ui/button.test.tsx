import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Button } from '#renderer/ui/button.tsx'

describe('Button', () => {
  it('is named by its label, followed by its key', () => {
    render(<Button label="Answer" keyHint="F2" onPress={() => {}} />)
    expect(screen.getByRole('button', { name: 'Answer F2' }).textContent).toContain('F2')
  })

  it('says why it is disabled, can be focused, and does nothing', async () => {
    const user = userEvent.setup()
    const onPress = vi.fn()
    render(<Button label="Hold" disabledReason="There is no call" onPress={onPress} />)
    const button = screen.getByRole('button', { name: 'Hold', description: 'There is no call' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await user.tab()
    expect(document.activeElement).toBe(button)
    await user.keyboard('{Enter} ')
    await user.click(button)
    expect(onPress).not.toHaveBeenCalled()
  })

  it('keeps the focus when it becomes disabled and enabled again', async () => {
    const user = userEvent.setup()
    const { rerender } = render(<Button label="Hold" onPress={() => {}} />)
    await user.tab()
    const button = screen.getByRole('button')
    rerender(<Button label="Hold" disabledReason="Not now" onPress={() => {}} />)
    rerender(<Button label="Hold" onPress={() => {}} />)
    expect(document.activeElement).toBe(button)
  })

  it('shows the reason in a tooltip on keyboard focus', async () => {
    const user = userEvent.setup()
    render(<Button label="Hold" disabledReason="There is no call" onPress={() => {}} />)
    await user.tab()
    expect((await screen.findByRole('tooltip')).textContent).toContain('There is no call')
  })

  it('an icon button keeps its name', () => {
    render(<Button label="Keypad" icon={<svg aria-hidden="true" />} iconOnly onPress={() => {}} />)
    expect(screen.getByRole('button', { name: 'Keypad' }).textContent).toBe('')
  })
})
