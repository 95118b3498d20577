import type { MessageChannelMain } from 'electron'
import { describe, expect, it } from 'vitest'
import { createPhonePorts, type PortTaker } from '#main/windows/phone-ports.ts'

function house() {
  let pairs = 0
  const got: string[] = []
  const ports = createPhonePorts(() => {
    pairs += 1
    return { port1: `phone ${pairs}`, port2: `desk ${pairs}` } as unknown as MessageChannelMain
  })
  const page = (gone = false): PortTaker => ({
    isDestroyed: () => gone,
    postMessage: (_channel, _message, transfer) => void got.push(String(transfer?.[0])),
  })
  return { ports, got, page }
}

describe('the phone’s port', () => {
  it('is given out when both pages are there, and to neither before', () => {
    const { ports, got, page } = house()
    ports.loaded('phone', page())
    expect(got).toEqual([])
    ports.loaded('desk', page())
    expect(got).toEqual(['phone 1', 'desk 1'])
  })

  it('is a fresh pair at every load of either', () => {
    const { ports, got, page } = house()
    const [phone, desk] = [page(), page()]
    ports.loaded('phone', phone)
    ports.loaded('desk', desk)
    ports.gone('desk')
    ports.loaded('desk', desk)
    ports.loaded('phone', phone)
    expect(got.slice(2)).toEqual(['phone 2', 'desk 2', 'phone 3', 'desk 3'])
  })

  it('is not given while one of them is away or destroyed', () => {
    const { ports, got, page } = house()
    ports.loaded('phone', page())
    ports.loaded('desk', page())
    ports.gone('phone')
    ports.loaded('desk', page())
    ports.loaded('phone', page(true))
    expect(got).toHaveLength(2)
  })
})
