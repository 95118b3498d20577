import { describe, expect, it } from 'vitest'
import { findHost } from '#renderer/bridge/host.ts'
import { phonePortMessage } from '#shared/contract/host/host-names.ts'

type Listener = (news: unknown) => void

/** A page of the shell, as its preload leaves it. */
function shellPage(answers: Record<string, unknown>) {
  const heard = new Map<string, Listener>()
  const messages: ((event: unknown) => void)[] = []
  const api = new Proxy({ kind: 'desk', takePhonePort: () => undefined } as Record<string, unknown>, {
    get(target, key: string) {
      if (key in target) return target[key]
      if (key.startsWith('on')) return (listener: Listener) => void heard.set(key, listener)
      return async () => answers[key]
    },
  })
  const page = {
    lianxianHost: api,
    location: { origin: 'app://lianxian' },
    addEventListener: (_type: string, listener: (event: unknown) => void) => void messages.push(listener),
  }
  return { page: page as unknown as Window, heard, message: (event: object) => messages[0]?.(event) }
}

const facts = {
  platform: 'linux',
  version: '1',
  backend: null,
  canTry: true,
  trying: false,
  keyring: false,
} as const

describe('the host of a page', () => {
  it('in a browser is nobody: nothing is answered and nothing heard', async () => {
    const host = findHost({} as Window, () => undefined)
    expect(host.kind).toBe('browser')
    expect(await host.ask('facts', {})).toBeNull()
    host.on('act', () => undefined)()
  })

  it('gives the value of a call', async () => {
    const { page } = shellPage({ facts: { ok: true, value: facts } })
    expect(await findHost(page, () => undefined).ask('facts', {})).toEqual(facts)
  })

  it('reports a refusal or an answer of another shape, and gives null', async () => {
    const errors: unknown[] = []
    const { page } = shellPage({
      facts: { ok: false, reason: 'forbidden', field: null },
      tryIt: { ok: true, value: 7 },
    })
    const host = findHost(page, (error) => errors.push(error))
    expect(await host.ask('facts', {})).toBeNull()
    expect(await host.ask('tryIt', {})).toBeNull()
    expect(errors).toHaveLength(2)
  })

  it('hears news of the contract’s shape alone', () => {
    const errors: unknown[] = []
    const { page, heard } = shellPage({})
    const host = findHost(page, (error) => errors.push(error))
    const acts: unknown[] = []
    host.on('act', (news) => acts.push(news))
    heard.get('onAct')?.({ act: 'answer' })
    heard.get('onAct')?.({ act: 'format-disk' })
    expect(acts).toEqual([{ act: 'answer' }])
    expect(errors).toHaveLength(1)
  })

  it('takes the phone’s port from its own preload alone', () => {
    const { page, message } = shellPage({})
    const ports: unknown[] = []
    findHost(page, () => undefined).onPhonePort((port) => ports.push(port))
    const right = { source: page, origin: 'app://lianxian', data: phonePortMessage, ports: ['port'] }
    message({ ...right, source: {} })
    message({ ...right, origin: 'https://evil.example' })
    message({ ...right, data: 'other' })
    message({ ...right, ports: [] })
    expect(ports).toEqual([])
    message(right)
    expect(ports).toEqual(['port'])
  })
})
