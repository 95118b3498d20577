import { describe, expect, it } from 'vitest'
import { createJumper } from '#renderer/desk/jump.ts'

const place = (html: string): HTMLElement => {
  const element = document.createElement('section')
  element.innerHTML = html
  document.body.append(element)
  return element
}

describe('jumping between transcript, form and suggestions', () => {
  it('goes around in order, and comes back to where the focus was in each', () => {
    const transcript = place('<p>words</p>')
    const form = place('<input id="one"><input id="two">')
    const suggestions = place('<button>use</button>')
    const places = [transcript, form, suggestions]
    const { jump } = createJumper()
    document.getElementById('two')?.focus()
    jump(places)
    expect(document.activeElement?.tagName).toBe('BUTTON')
    jump(places)
    expect(document.activeElement).toBe(transcript)
    jump(places)
    expect(document.activeElement?.id).toBe('two')
    document.body.replaceChildren()
  })

  it('skips what is not on the page', () => {
    const form = place('<input id="only">')
    const { jump } = createJumper()
    jump([null, form, null])
    expect(document.activeElement?.id).toBe('only')
    jump([])
    expect(document.activeElement?.id).toBe('only')
    document.body.replaceChildren()
  })
})
