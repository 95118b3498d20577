import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HostHandlers, openBridge } from '#main/bridge/host-calls.ts'
import { hostCalls } from '#shared/contract/host/host-calls.ts'
import { callsOf, type HostCallName, type WindowKind } from '#shared/contract/host/host-names.ts'

type Handle = (event: unknown, ...args: unknown[]) => Promise<unknown>

/** The bridge on a fake ipcMain; every handler notes its name and answers null, or throws. */
function bridge(kind: WindowKind | undefined, fault?: Error) {
  const handles = new Map<string, Handle>()
  const done: string[] = []
  const errors: unknown[] = []
  const refused: string[] = []
  const handlers = Object.fromEntries(
    Object.keys(hostCalls).map((name) => [
      name,
      () => {
        if (fault) throw fault
        done.push(name)
        return null
      },
    ]),
  ) as unknown as HostHandlers
  const close = openBridge({
    ipc: {
      handle: (channel, listener) => void handles.set(channel, listener as unknown as Handle),
      removeHandler: (channel) => void handles.delete(channel),
    },
    kindOf: () => kind,
    handlers,
    onError: (error) => void errors.push(error),
    onRefused: (name, reason) => void refused.push(`${name} ${reason}`),
  })
  const event = { sender: { id: 1 }, senderFrame: { url: 'app://lianxian/', parent: null } }
  const ask = (name: string, ...args: unknown[]) => handles.get(`call:${name}`)?.(event, ...args)
  return { ask, close, handles, done, errors, refused }
}

describe('the host bridge', () => {
  it('serves every name of the contract and no other, and none after its end', () => {
    const { handles, close } = bridge('desk')
    const names = Object.values(callsOf).flat()
    expect([...handles.keys()].sort()).toEqual([...new Set(names)].map((name) => `call:${name}`).sort())
    close()
    expect(handles.size).toBe(0)
  })

  it('hands a well-formed call over and gives its value', async () => {
    const { ask, done } = bridge('desk')
    expect(await ask('tellSeat', { seat: '8001', state: 'ready', unsent: 0 })).toEqual({ ok: true, value: null })
    expect(done).toEqual(['tellSeat'])
  })

  it('names the field that is wrong, and does nothing', async () => {
    const { ask, done, refused } = bridge('desk')
    expect(await ask('tellSeat', { seat: '8001', state: 'asleep', unsent: 0 })).toEqual({
      ok: false,
      reason: 'bad-input',
      field: 'state',
    })
    expect(await ask('openView', { page: 'wall', fullScreen: true }, 'more')).toMatchObject({ reason: 'bad-input' })
    expect(done).toEqual([])
    expect(refused).toEqual(['tellSeat bad-input', 'openView bad-input'])
  })

  it('does nothing for a window that is none of ours', async () => {
    const { ask, done } = bridge(undefined)
    expect(await ask('facts', {})).toEqual({ ok: false, reason: 'forbidden', field: null })
    expect(done).toEqual([])
  })

  it('tells the page nothing of a bug, and the log all of it', async () => {
    const fault = new Error('secret detail')
    const { ask, errors } = bridge('desk', fault)
    expect(await ask('facts', {})).toEqual({ ok: false, reason: 'failed', field: null })
    expect(errors).toEqual([fault])
  })

  it('takes anything at all without a throw, prototypes and depths included', async () => {
    const names = Object.keys(hostCalls) as HostCallName[]
    const { ask } = bridge('desk')
    const hostile = fc.oneof(
      fc.anything({ withBigInt: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true }),
      fc.constant(JSON.parse('{"__proto__":{"ok":true},"constructor":1}')),
      fc.string({ maxLength: 5000 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), hostile, async (name, args) => {
        const answer = (await ask(name, args)) as { ok: boolean }
        expect(typeof answer.ok).toBe('boolean')
        expect(({} as { ok?: unknown }).ok).toBeUndefined()
      }),
    )
  })
})
