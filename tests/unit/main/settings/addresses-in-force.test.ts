import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Addresses, createAddressesInForce, nextStep, type Work } from '#main/settings/addresses-in-force.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
const at = (backend: string): Addresses => ({ backend, edges: [] })

function house(answer: () => Promise<boolean> = async () => true) {
  const now = { site: at('https://a.example'), work: { signedIn: true, busy: false, unsent: 0 } as Work }
  const did: string[] = []
  const force = createAddressesInForce({
    site: () => now.site,
    work: () => now.work,
    reload: () => void did.push('reload'),
    ask: () => {
      did.push('ask')
      return answer()
    },
    onError: (error) => void did.push(String(error)),
  })
  const set = async (change: Partial<typeof now>) => {
    Object.assign(now, change)
    force.changed()
    await settled()
  }
  return { force, did, set, now }
}
const idle: Work = { signedIn: true, busy: false, unsent: 0 }

describe('another backend of the site', () => {
  it('is taken at once while nobody is signed in', async () => {
    const { force, did, set } = house()
    await set({ work: { ...idle, signedIn: false } })
    await set({ site: at('https://b.example') })
    expect([did, force.now().backend]).toEqual([['reload'], 'https://b.example'])
  })

  it('waits through a call and what is unsent, is asked for then, and taken when it is allowed', async () => {
    const { force, did, set } = house()
    await set({ work: { ...idle, busy: true } })
    await set({ site: at('https://b.example') })
    await set({ work: { ...idle, unsent: 2 } })
    expect([did, force.now().backend]).toEqual([[], 'https://a.example'])
    await set({ work: idle })
    expect([did, force.now().backend]).toEqual([['ask', 'reload'], 'https://b.example'])
  })

  it('is asked for once; after a no it is taken when the seat signs out', async () => {
    const { force, did, set } = house(async () => false)
    await set({ site: at('https://b.example') })
    await set({})
    expect([did, force.now().backend]).toEqual([['ask'], 'https://a.example'])
    await set({ work: { ...idle, signedIn: false } })
    expect([did, force.now().backend]).toEqual([['ask', 'reload'], 'https://b.example'])
  })

  it('is not taken by a yes that comes after the phone rang, but asked for again after the call', async () => {
    let say = (_yes: boolean): void => undefined
    const { did, set } = house(() => new Promise((resolve) => (say = resolve)))
    await set({ site: at('https://b.example') })
    await set({ work: { ...idle, busy: true } })
    say(true)
    await settled()
    expect(did).toEqual(['ask'])
    await set({ work: idle })
    expect(did).toEqual(['ask', 'ask'])
  })

  it('that is taken back meanwhile is no change', async () => {
    const { did, set } = house()
    await set({ work: { ...idle, busy: true } })
    await set({ site: at('https://b.example') })
    await set({ site: at('https://a.example') })
    await set({ work: idle })
    expect(did).toEqual([])
  })

  it('of a trial is taken at once, whoever is signed in', () => {
    const { force, did, now } = house()
    force.atOnce(() => {
      now.site = at('https://b.example')
      force.changed()
    })
    expect([did, force.now().backend]).toEqual([['reload'], 'https://b.example'])
  })

  it('never takes anything in a call', () => {
    const work = fc.record({ signedIn: fc.boolean(), busy: fc.boolean(), unsent: fc.nat(3) })
    fc.assert(
      fc.property(fc.boolean(), work, fc.boolean(), (differs, doing, asked) => {
        const step = nextStep(differs, doing, asked)
        if (doing.busy) expect(['none', 'wait']).toContain(step)
        if (step === 'take') expect(doing.signedIn).toBe(false)
        if (!differs) expect(step).toBe('none')
      }),
    )
  })
})
