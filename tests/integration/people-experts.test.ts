import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sandboxDomain, sandboxPassword } from '#server/sandbox/accounts.ts'
import { levelOf } from '#server/sandbox/citizens/sound-level.ts'
import { type Sandbox, startSandbox } from '#server/sandbox/index.ts'
import { createParty, type Party } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { signInAnswerSchema } from '#shared/contract/rest/sign-in.schema.ts'
import { openDesk } from '#tests/support/backend.ts'
import { freshData } from '#tests/support/sandbox.ts'

const data = freshData()
let sandbox: Sandbox
const parties: Party[] = []

beforeAll(async () => {
  const flags = { headless: true, port: 0, data: data.path, citizens: true }
  sandbox = await startSandbox(flags, 'out/renderer')
})
afterAll(async () => {
  for (const party of parties) await party.dispose()
  await sandbox.close()
  data.remove()
})

function party(user: string, onIncoming?: (call: PartyCall) => void): Party {
  const made = createParty({
    url: sandbox.sip,
    user,
    domain: sandboxDomain,
    password: sandboxPassword,
    ...(onIncoming ? { onIncoming } : {}),
  })
  parties.push(made)
  return made
}

const established = (call: PartyCall | undefined) =>
  vi.waitFor(() => expect(call?.state.kind).toBe('established'), { timeout: 10_000, interval: 20 })
/** Some sound, silence perhaps, came from the far end: what is said now is heard. */
const soundIsUp = (call: PartyCall) =>
  new Promise<void>((resolve) => {
    const stop = call.onAudio(() => {
      stop()
      resolve()
    })
  })
/** Calls till somebody answers: an expert that was sent for is there a moment later, the first one when its thread has loaded. */
async function reach(from: Party, target: string): Promise<PartyCall> {
  return await vi.waitFor(
    async () => {
      const call = await from.call(target)
      await vi.waitFor(() => expect(['established', 'ended']).toContain(call.state.kind), { timeout: 10_000 })
      expect(call.state.kind).toBe('established')
      await soundIsUp(call)
      return call
    },
    { timeout: 60_000, interval: 200 },
  )
}
const refusal = async (from: Party, target: string) => {
  const call = await from.call(target)
  await vi.waitFor(() => expect(call.state.kind).toBe('ended'), { timeout: 5000 })
  return call.state
}

/** Whether the far end is heard to speak from now on. */
async function hears(call: PartyCall): Promise<void> {
  let loud = 0
  const stop = call.onAudio((samples) => {
    if (levelOf(samples) > -40) loud += 1
  })
  await vi.waitFor(() => expect(loud).toBeGreaterThan(25), { timeout: 20_000, interval: 50 })
  stop()
}
/** The far end has finished. */
async function quiet(call: PartyCall): Promise<void> {
  let last = Date.now()
  const stop = call.onAudio((samples) => {
    if (levelOf(samples) > -40) last = Date.now()
  })
  await vi.waitFor(() => expect(Date.now() - last).toBeGreaterThan(700), { timeout: 20_000, interval: 50 })
  stop()
}
/** Talks: a loud buzz with gaps between the syllables. */
function talk(call: PartyCall, ms: number): Promise<void> {
  let frame = 0
  return new Promise((resolve) => {
    call.sendAudio(() => {
      frame += 1
      if (frame * 20 > ms) {
        call.sendAudio(null)
        resolve()
      }
      return frame % 9 < 6 ? Int16Array.from({ length: 160 }, (_, n) => 6000 * Math.sin((n * n) / 40)) : null
    })
  })
}

async function signIn(seat: string) {
  const response = await fetch(new URL('api/sign-in', sandbox.url), {
    method: 'POST',
    body: JSON.stringify({ seat, password: sandboxPassword, takeOver: false }),
    headers: { 'content-type': 'application/json' },
  })
  const answer = signInAnswerSchema.parse(await response.json())
  if (!answer.ok) throw new Error(answer.reason)
  return openDesk({ url: new URL(sandbox.url).origin }, answer.session)
}

describe('a scripted expert', () => {
  it('answers after ringing 2 s, introduces itself, and says its next line after ours', async () => {
    const seat = party('8001')
    const first = await reach(seat, '9005')
    await hears(first)
    await first.hangUp()
    const asked = Date.now()
    const call = await seat.call('9005')
    await established(call)
    expect(Date.now() - asked).toBeGreaterThan(1800)
    expect(Date.now() - asked).toBeLessThan(4000)
    await hears(call)
    await quiet(call)
    await talk(call, 1500)
    await hears(call)
    await call.hangUp()
  })

  it('is busy for a second caller', async () => {
    const call = await reach(party('8001'), '9004')
    expect(await refusal(party('8002'), '9004')).toEqual({ kind: 'ended', status: 486 })
    await call.hangUp()
  })

  it('leaves when a desk signs in, finishing its call, and comes back when it signs out', async () => {
    const seat = party('8001')
    const call = await reach(seat, '9001')
    const desk = await signIn('9001')
    await vi.waitFor(async () => expect(await refusal(party('8002'), '9001')).toEqual({ kind: 'ended', status: 480 }))
    expect(call.state.kind).toBe('established')
    await talk(call, 1500)
    await hears(call)
    // Ends all connections of the seat; the call's end comes back over a new one.
    await desk.command('session.sign-out', {})
    desk.close()
    const since = Date.now()
    // Longer than the edge waits for an end without a connection.
    await vi.waitFor(() => expect(Date.now() - since).toBeGreaterThan(11_000), { timeout: 12_000, interval: 100 })
    expect(call.state.kind).toBe('established')
    await call.hangUp()
    await (await reach(seat, '9001')).hangUp()
  })

  it('leaves to a telephone that registers for its seat, and comes back when that is gone', async () => {
    const bare = party('9002', (call) => void call.reject(486))
    const seat = party('8001')
    await (await reach(seat, '9002')).hangUp()
    await bare.register()
    // Both would ring for an instant; the scripted one would answer after 2 s.
    await vi.waitFor(async () => expect(await refusal(seat, '9002')).toEqual({ kind: 'ended', status: 486 }), 20_000)
    await bare.dispose()
    await (await reach(seat, '9002')).hangUp()
  })

  it('takes over the citizen by REFER: the agent leaves, and the two talk on', async () => {
    const atCitizen: PartyCall[] = []
    const citizen = party('citizen-14200000009', (call) => {
      atCitizen.push(call)
      void call.answer()
    })
    await citizen.register()
    const seat = party('8001')
    const main = await reach(seat, '14200000009')
    const consult = await reach(seat, '9003')
    await hears(consult)
    expect(await main.refer('9003', consult.replaces() ?? randomUUID())).toBe(200)
    await main.hangUp()
    await vi.waitFor(() => expect(consult.state.kind).toBe('ended'), { timeout: 5000 })
    const [there] = atCitizen
    if (!there) throw new Error('nobody called')
    await established(there)
    expect(there.remoteUser).toBe('9003')
    await quiet(there)
    await talk(there, 1500)
    await hears(there)
    await there.hangUp()
  })
})
