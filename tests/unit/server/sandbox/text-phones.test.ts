import { describe, expect, it } from 'vitest'
import { createTextPhones } from '#server/sandbox/texts/text-phones.ts'

const phones = createTextPhones({ now: () => 5 })
const ask = (body: unknown) => phones.route.handle({ body, bearer: null, address: '127.0.0.1', at: 5 })

describe('telephones of the sandbox', () => {
  it('get each text once, and tell it for their own number alone, however that is written', async () => {
    const text = { id: 'a', to: '13800001234', text: '您的诉求已受理' }
    expect(await phones.gateway.send(text)).toBe('sent')
    expect(await phones.gateway.send(text)).toBe('sent')
    const texts = [{ id: 'a', text: text.text, at: 5 }]
    for (const number of ['13800001234', '+86 138 0000 1234'])
      expect(await ask({ number })).toEqual({ status: 200, body: { texts } })
    expect(await ask({ number: '13800001235' })).toEqual({ status: 200, body: { texts: [] } })
  })
  it('keep the last twenty texts', async () => {
    for (let n = 0; n < 25; n += 1) await phones.gateway.send({ id: `t${n}`, to: '13900000000', text: `${n}` })
    const { body } = await ask({ number: '13900000000' })
    expect(body).toMatchObject({ texts: { length: 20, 0: { text: '5' }, 19: { text: '24' } } })
  })
  it.each([null, {}, { number: '' }, { number: 'x'.repeat(50) }, { number: '110', more: 1 }])(
    'do not answer %j',
    async (body) => expect((await ask(body)).status).toBe(400),
  )
})
