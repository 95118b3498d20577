import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectPhone, type PhoneClient } from '#renderer/bridge/phone-client.ts'
import type { FromPhone, PhoneSnapshot, ToPhone } from '#shared/contract/phone/phone-messages.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const snapshot: PhoneSnapshot = {
  registration: { state: 'off', since: 1, detail: null },
  together: calmTogether,
  legs: [],
  muted: false,
  microphone: 'unknown',
  sound: 'running',
}
let channel: MessageChannel
let client: PhoneClient
let errors: unknown[]
const say = (message: FromPhone | string) => channel.port1.postMessage(message)

beforeEach(() => {
  channel = new MessageChannel()
  errors = []
  client = connectPhone(channel.port2, (error) => errors.push(error))
})
afterEach(() => {
  client.close()
  channel.port1.close()
})

describe("the desk's end of the phone's port", () => {
  it('gives each command its own answer, however they come back', async () => {
    const heard: ToPhone[] = []
    channel.port1.onmessage = (event: MessageEvent<ToPhone>) => {
      heard.push(event.data)
      if (heard.length < 2) return
      say({ kind: 'refused', id: heard[1]?.id ?? -1, reason: 'not-now', legId: 'a' })
      say({ kind: 'done', id: heard[0]?.id ?? -1 })
    }
    const first = client.send({ op: 'mute', on: true })
    const second = client.send({ op: 'hold', legId: 'a' })
    expect(await second).toEqual({ ok: false, reason: 'not-now' })
    expect(await first).toEqual({ ok: true, value: null })
    expect(heard.map(({ command }) => command.op)).toEqual(['mute', 'hold'])
  })

  it('keeps the last snapshot and tells of each', async () => {
    const seen: boolean[] = []
    client.onSnapshot((each) => seen.push(each.muted))
    expect(client.snapshot()).toBeNull()
    say({ kind: 'snapshot', snapshot })
    say({ kind: 'snapshot', snapshot: { ...snapshot, muted: true } })
    await vi.waitFor(() => expect(seen).toEqual([false, true]))
    expect(client.snapshot()?.muted).toBe(true)
  })

  it('drops a message that does not keep the contract, and says so', async () => {
    say('nonsense')
    await vi.waitFor(() => expect(errors).toHaveLength(1))
    expect(client.snapshot()).toBeNull()
  })

  it('answers what is still open, and what comes later, with closed', async () => {
    const open = client.send({ op: 'disconnect' })
    client.close()
    expect(await open).toEqual({ ok: false, reason: 'closed' })
    expect(await client.send({ op: 'disconnect' })).toEqual({ ok: false, reason: 'closed' })
  })
})
