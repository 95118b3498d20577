import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'

function Host() {
  const [value, setValue] = useState('')
  return <TextField label="Title" value={value} onChange={setValue} />
}

describe('TextField and TextArea', () => {
  it('are native, named by the label alone even when required', () => {
    render(
      <>
        <TextField label="Title" required value="" onChange={() => {}} />
        <TextArea label="Content" required value="" onChange={() => {}} />
      </>,
    )
    expect(screen.getByRole('textbox', { name: 'Title' }).tagName).toBe('INPUT')
    expect(screen.getByRole('textbox', { name: 'Content' }).tagName).toBe('TEXTAREA')
    expect(screen.getByRole('textbox', { name: 'Title' }).getAttribute('aria-required')).toBe('true')
  })

  it('tie the error to the control', () => {
    render(<TextField label="Phone" error="Give 11 digits" value="1" onChange={() => {}} />)
    const input = screen.getByRole('textbox', { name: 'Phone', description: 'Give 11 digits' })
    expect(input.getAttribute('aria-invalid')).toBe('true')
  })

  it('hand over what is typed', async () => {
    render(<Host />)
    await userEvent.setup().type(screen.getByRole('textbox'), '路灯不亮')
    expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('路灯不亮')
  })
})
