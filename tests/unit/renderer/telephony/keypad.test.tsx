import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DialButton } from '#renderer/telephony/dial-button.tsx'
import { Keypad } from '#renderer/telephony/keypad.tsx'
import { createPhoneStore, type PhoneStore, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import { createPhoneActs, type PhoneActs } from '#renderer/telephony/phone-acts.ts'
import { phoneBarView } from '#renderer/telephony/phone-bar.rules.ts'
import { usePhone } from '#renderer/telephony/use-telephony.ts'
import type { PhoneCommand } from '#shared/contract/phone/phone-messages.ts'
import { success } from '#shared/kit/result.ts'
import { bareSnapshot } from './phone-snapshots.ts'

function Both({ store, acts }: { readonly store: PhoneStore; readonly acts: PhoneActs }) {
  const dialled = usePhone(store, (view) => view.dialled)
  return (
    <>
      <Keypad view={phoneBarView(bareSnapshot([]))} acts={acts} dialled={dialled} />
      <DialButton dialler={{ store, acts }} number="022-92345678" />
      <DialButton dialler={{ store, acts }} number="110" />
    </>
  )
}
const setUp = () => {
  const store = createPhoneStore()
  takeSnapshot(store, bareSnapshot([]))
  const send = vi.fn((_command: PhoneCommand) => Promise.resolve(success(null)))
  render(<Both store={store} acts={createPhoneActs({ store, send, openDirectory: () => undefined })} />)
  return { store, send }
}
const user = userEvent.setup({ delay: null })
const open = () => user.click(screen.getByRole('button', { name: '拨号盘' }))
const field = () => screen.getByRole('textbox', { name: '号码' }) as HTMLInputElement
const dial = async (number: string) => {
  await open()
  await user.type(field(), `${number}{Enter}`)
}

describe('The keypad', () => {
  it('offers the last number at Enter in the empty field, and dials it at the second', async () => {
    const { send } = setUp()
    await dial('138 2000 1234')
    expect(send).toHaveBeenLastCalledWith({ op: 'dial', target: '13820001234' })
    await open()
    await user.type(field(), '{Enter}')
    expect(send).toHaveBeenCalledTimes(1)
    expect(field().value).toBe('13820001234')
    await user.type(field(), '{Enter}')
    expect(send).toHaveBeenCalledTimes(2)
    expect(send).toHaveBeenLastCalledWith({ op: 'dial', target: '13820001234' })
  })

  it('has nothing to offer before anything was dialled', async () => {
    const { send } = setUp()
    await open()
    await user.type(field(), '{Enter}')
    expect([field().value, send.mock.calls.length]).toEqual(['', 0])
    expect(screen.queryByRole('list', { name: '最近拨打' })).toBeNull()
  })

  it('keeps the last five, by arrow keys and to press; what is being typed is left alone', async () => {
    setUp()
    for (const number of ['9001', '9002', '9003', '9004', '9005', '9006', '9006']) await dial(number)
    await open()
    const list = screen.getByRole('list', { name: '最近拨打' })
    expect([...list.children].map(({ textContent }) => textContent)).toEqual(['9006', '9005', '9004', '9003', '9002'])
    await user.type(field(), '{ArrowUp}{ArrowUp}')
    expect(field().value).toBe('9005')
    await user.type(field(), '{ArrowDown}{ArrowDown}')
    expect(field().value).toBe('')
    await user.click(screen.getByRole('button', { name: '9003' }))
    expect(field().value).toBe('9003')
    expect(document.activeElement).toBe(field())
    await user.type(field(), '1{ArrowUp}')
    expect(field().value).toBe('90031')
  })
})

describe('A number on the page', () => {
  it('is rung by a press in its one form, and the keypad knows it afterwards', async () => {
    const { send } = setUp()
    await user.click(screen.getByRole('button', { name: '呼叫 022-92345678' }))
    expect(send).toHaveBeenLastCalledWith({ op: 'dial', target: '02292345678' })
    await open()
    expect(screen.getByRole('list', { name: '最近拨打' }).textContent).toBe('02292345678')
  })
  it('of an emergency is not rung: it says to use Emergency', async () => {
    const { send } = setUp()
    await user.click(screen.getByRole('button', { name: '呼叫 110', description: /紧急转接/ }))
    expect(send).not.toHaveBeenCalled()
  })
})
