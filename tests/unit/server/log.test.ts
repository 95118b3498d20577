import { expect, it } from 'vitest'
import { createLog } from '#server/log.ts'

/** What a logger writes while `run` uses it. */
function written(run: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  run(
    createLog('info', {
      write(line: string) {
        text += line
      },
    }),
  )
  return text
}

it('the log holds no number of a text it was given with an error, in message or stack', () => {
  const error = Object.assign(new Error('duplicate key (+8613812345678) of 13812345678'), { code: '23505' })
  const text = written((log) => log.error({ error }, 'failed'))
  expect(text).toContain('duplicate key (<number>) of <number>')
  expect(text).toContain('"code":"23505"')
  expect(text).not.toContain('13812345678')
})

it('the log holds no token, secret, password, number or name, also one level down', () => {
  const fields = { token: 'eyJ1', secret: 's3cret', password: 'lianxian', number: '13812345678' }
  const text = written((log) => log.info({ ...fields, name: '王女士', call: fields, seat: '8001' }, 'call'))
  for (const hidden of ['eyJ1', 's3cret', 'lianxian', '13812345678', '王女士']) expect(text).not.toContain(hidden)
  expect(text).toContain('"seat":"8001"')
})
