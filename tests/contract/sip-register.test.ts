import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorization, openRaw, type RawClient, request } from '#tests/support/raw-sip.ts'
import { domain, type House, openHouse, password } from '#tests/support/sip-house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse({ timings: { nonceMs: 60_000 } })
})
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const uri = `sip:${domain}`
let cseq = 0

interface Wish {
  readonly user?: string
  readonly from?: string
  readonly more?: readonly string[]
  readonly callId?: string
  readonly authorization?: string
}

function register(wish: Wish = {}): string {
  const user = wish.user ?? '8001'
  cseq += 1
  return request({
    method: 'REGISTER',
    uri,
    from: `<sip:${wish.from ?? user}@${domain}>;tag=a`,
    to: `<sip:${user}@${domain}>`,
    callId: wish.callId ?? 'reg-1',
    cseq,
    more: [
      ...(wish.more ?? ['Contact: <sip:abc@raw.invalid;transport=ws>;expires=300']),
      ...(wish.authorization ? [`Authorization: ${wish.authorization}`] : []),
    ],
  })
}

async function challengeOf(client: RawClient, user = '8001'): Promise<string> {
  client.send(register({ user }))
  const answer = await client.next()
  expect(answer.status).toBe(401)
  return answer.header('WWW-Authenticate')
}

const prove = (challenge: string, more: { user?: string; password?: string; nc?: number } = {}) =>
  authorization(challenge, { user: '8001', password, ...more }, { method: 'REGISTER', uri })

async function registered(client: RawClient, wish: Wish = {}) {
  const challenge = await challengeOf(client, wish.user)
  client.send(register({ ...wish, authorization: prove(challenge, wish.user ? { user: wish.user } : {}) }))
  return client.next()
}

describe('registering', () => {
  it('is challenged with digest, qop and MD5, then accepted with the contact and its time', async () => {
    const client = await openRaw(house.url)
    const challenge = await challengeOf(client)
    expect(challenge).toMatch(/^Digest realm="sandbox\.lianxian", nonce="[^"]{20,}", algorithm=MD5, qop="auth"$/)
    client.send(register({ authorization: prove(challenge) }))
    const accepted = await client.next()
    expect(accepted.status).toBe(200)
    expect(accepted.header('Contact')).toBe('<sip:abc@raw.invalid;transport=ws>;expires=300')
    expect(house.edge.registrations()).toMatchObject([{ user: '8001', contacts: 1 }])
    expect(house.edgeEvents).toMatchObject([{ type: 'registered', user: '8001', contacts: 1 }])
  })

  it('is refused with a wrong password, for an unknown user just so, and closed when it goes on trying', async () => {
    await house.close()
    house = await openHouse({ lookup: async () => [] })
    const client = await openRaw(house.url)
    for (let i = 0; i < 8; i++) {
      const challenge = await challengeOf(client)
      client.send(register({ authorization: prove(challenge, { password: `guess${i}` }) }))
      expect((await client.next()).status).toBe(403)
    }
    expect(await client.closed).toBe(1008)
    expect(house.edge.registrations()).toEqual([])
  })

  it('takes any of several secrets', async () => {
    const { hashA1 } = await import('#server/sip/digest/digest.ts')
    await house.close()
    house = await openHouse({ lookup: async (user) => ['x', 'secret'].map((one) => hashA1(user, domain, one)) })
    const client = await openRaw(house.url)
    const challenge = await challengeOf(client)
    client.send(register({ authorization: prove(challenge, { password: 'secret' }) }))
    expect((await client.next()).status).toBe(200)
  })

  it('does not take the same nonce and count twice', async () => {
    const client = await openRaw(house.url)
    const challenge = await challengeOf(client)
    client.send(register({ authorization: prove(challenge) }))
    expect((await client.next()).status).toBe(200)
    client.send(register({ authorization: prove(challenge) }))
    const replay = await client.next()
    expect(replay.status).toBe(401)
    expect(replay.header('WWW-Authenticate')).toContain('stale=true')
    client.send(register({ authorization: prove(challenge, { nc: 2 }) }))
    expect((await client.next()).status).toBe(200)
  })

  it('does not take a nonce of another connection', async () => {
    const [one, two] = [await openRaw(house.url), await openRaw(house.url)]
    const challenge = await challengeOf(one)
    two.send(register({ authorization: prove(challenge) }))
    expect((await two.next()).status).toBe(401)
  })

  it('does not take a nonce it did not make', async () => {
    const client = await openRaw(house.url)
    const challenge = (await challengeOf(client)).replace(/nonce="[^"]*"/, 'nonce="mine.abc.def"')
    client.send(register({ authorization: prove(challenge) }))
    expect((await client.next()).status).toBe(401)
  })

  it('calls a nonce stale after its time', async () => {
    await house.close()
    house = await openHouse({ timings: { nonceMs: -1 } })
    const client = await openRaw(house.url)
    const challenge = await challengeOf(client)
    client.send(register({ authorization: prove(challenge) }))
    expect((await client.next()).header('WWW-Authenticate')).toContain('stale=true')
  })

  it('does not let a user register another', async () => {
    const client = await openRaw(house.url)
    const challenge = await challengeOf(client)
    client.send(register({ user: '8002', authorization: prove(challenge) }))
    expect((await client.next()).status).toBe(403)
    client.send(register({ user: '8001', from: '8002', authorization: prove(await challengeOf(client)) }))
    expect((await client.next()).status).toBe(403)
    expect(house.edge.registrations()).toEqual([])
  })

  it('refuses digest answers for another Request-URI', async () => {
    const client = await openRaw(house.url)
    const challenge = await challengeOf(client)
    const elsewhere = authorization(challenge, { user: '8001', password }, { method: 'REGISTER', uri: 'sip:other' })
    client.send(register({ authorization: elsewhere }))
    expect((await client.next()).status).toBe(403)
  })

  it('refuses too short a time with 423 and says the least', async () => {
    const answer = await registered(await openRaw(house.url), { more: ['Contact: <sip:a@b.invalid>;expires=3'] })
    expect([answer.status, answer.header('Min-Expires')]).toEqual([423, '30'])
  })

  it('cuts too long a time', async () => {
    const answer = await registered(await openRaw(house.url), { more: ['Contact: <sip:a@b.invalid>;expires=99999'] })
    expect(answer.header('Contact')).toBe('<sip:a@b.invalid>;expires=3600')
  })

  it('tells what there is when no contact is given, and removes all with *', async () => {
    const client = await openRaw(house.url)
    await registered(client)
    expect((await registered(client, { more: [] })).header('Contact')).toMatch(/^<sip:abc@raw\.invalid/)
    const gone = await registered(client, { more: ['Contact: *', 'Expires: 0'] })
    expect([gone.status, gone.header('Contact')]).toEqual([200, ''])
    expect(house.edgeEvents.at(-1)).toMatchObject({ type: 'unregistered', user: '8001', contacts: 0 })
  })

  it('refuses * without Expires 0, and extensions it does not know', async () => {
    const client = await openRaw(house.url)
    expect((await registered(client, { more: ['Contact: *'] })).status).toBe(400)
    const answer = await registered(client, { more: ['Require: nothingSupportsThis'] })
    expect([answer.status, answer.header('Unsupported')]).toEqual([420, 'nothingSupportsThis'])
  })

  it('keeps several contacts, and replaces the one of the same instance', async () => {
    const [one, two, three] = [await openRaw(house.url), await openRaw(house.url), await openRaw(house.url)]
    const contact = (name: string, instance: string) => ({
      callId: name,
      more: [`Contact: <sip:${name}@raw.invalid>;+sip.instance="<urn:uuid:${instance}>";reg-id=1;expires=300`],
    })
    await registered(one, contact('a', '1'))
    await registered(two, contact('b', '2'))
    expect(house.edge.registrations()).toMatchObject([{ user: '8001', contacts: 2 }])
    const answer = await registered(three, contact('c', '1'))
    expect(answer.text).toContain('sip:b@raw.invalid')
    expect(answer.text).toContain('sip:c@raw.invalid')
    expect(answer.text).not.toContain('sip:a@raw.invalid')
  })

  it('closes the old connection of an instance that comes back on a new one: it is dead, noticed or not', async () => {
    const [old, fresh] = [await openRaw(house.url), await openRaw(house.url)]
    const more = ['Contact: <sip:a@raw.invalid>;+sip.instance="<urn:uuid:1>";reg-id=1;expires=300']
    await registered(old, { more, callId: 'x' })
    await registered(fresh, { more, callId: 'y' })
    expect(await old.closed).toBe(1006)
    expect(house.edge.registrations()).toMatchObject([{ user: '8001', contacts: 1 }])
  })

  it('forgets a contact with its connection', async () => {
    const client = await openRaw(house.url)
    await registered(client)
    client.socket.terminate()
    await vi.waitFor(() => expect(house.edge.registrations()).toEqual([]))
    expect(house.edgeEvents.at(-1)).toMatchObject({ type: 'unregistered', contacts: 0 })
  })

  it('refuses a contact with headers in its URI: they would get into other people’s requests', async () => {
    const answer = await registered(await openRaw(house.url), {
      more: ['Contact: <sip:a@b.invalid?Route=%3Csip:x%3E>'],
    })
    expect(answer.status).toBe(400)
  })

  it('refuses more contacts of one user than anybody has', async () => {
    const contacts = (count: number) =>
      Array.from({ length: count }, (_, n) => `Contact: <sip:phone${n}@b.invalid>;expires=300`)
    const client = await openRaw(house.url)
    expect((await registered(client, { more: contacts(11) })).status).toBe(503)
    expect(house.edge.registrations()).toEqual([])
    expect((await registered(client, { more: contacts(10) })).status).toBe(200)
  })

  it('is over when the edge is told so: contacts gone, every connection of the user closed', async () => {
    const [phone, other] = [await openRaw(house.url), await openRaw(house.url)]
    await registered(phone)
    await registered(other, { user: '8002' })
    house.edge.endRegistration('8001')
    expect(await phone.closed).toBe(1008)
    expect(house.edge.registrations()).toMatchObject([{ user: '8002' }])
    expect(other.socket.readyState).toBe(other.socket.OPEN)
  })

  it('refuses domains that are not its own', async () => {
    const client = await openRaw(house.url)
    client.send(register().replace(`REGISTER sip:${domain}`, 'REGISTER sip:elsewhere.example'))
    expect((await client.next()).status).toBe(404)
  })
})
