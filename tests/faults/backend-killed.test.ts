import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LinkCore } from '#renderer/link/worker/link-core.ts'
import { type Session, signInAnswerSchema } from '#shared/contract/rest/sign-in.schema.ts'
import { ticketListSchema } from '#shared/contract/rest/tickets.schema.ts'
import { openBareLink } from '#tests/support/bare-link.ts'
import { type DataFolder, freshData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'
import { goodInput, updatesOf } from '#tests/support/ticket-bench.ts'

const seat = '8001'
const tickets = process.env.LIANXIAN_FULL === '1' ? 400 : 40
const kills = process.env.LIANXIAN_FULL === '1' ? 20 : 4

let data: DataFolder
let sandbox: Sandbox
let core: LinkCore | undefined
beforeEach(async () => {
  data = freshData()
  sandbox = await startSandbox({ data: data.path })
})
afterEach(async () => {
  await core?.close()
  await sandbox.stop()
  data.remove()
})

async function signIn(): Promise<Session> {
  const response = await fetch(`${sandbox.url}api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seat, takeOver: false }),
  })
  const answer = signInAnswerSchema.parse(await response.json())
  if (!answer.ok) throw new Error(answer.reason)
  return answer.session
}

async function listed(token: string): Promise<{ ticketNo: string; title: string }[]> {
  const all: { ticketNo: string; title: string }[] = []
  for (let more = true; more; ) {
    const before = all.at(-1)?.ticketNo
    const response = await fetch(`${sandbox.url}api/tickets?limit=100${before ? `&before=${before}` : ''}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const page = ticketListSchema.parse(await response.json())
    all.push(...page.tickets)
    more = page.more
  }
  return all
}

it('every ticket submitted while the backend is killed again and again is there exactly once', async () => {
  const session = await signIn()
  const settled = new Map<string, string>()
  core = openBareLink(new URL(sandbox.url).origin, seat, session, (report) => {
    if (report.type !== 'settled' || report.name !== 'ticket.submit') return
    expect(report.outcome).toMatchObject({ ok: true })
    if (report.outcome.ok) settled.set(report.draftId ?? '', (report.outcome.result as { ticketNo: string }).ticketNo)
  })
  let id = 0
  const command = (name: string, payload: unknown) => core?.order({ type: 'command', id: id++, name, payload })
  for (let n = 0; n < tickets; n++) {
    const draftId = `killed-run-draft-${String(n).padStart(4, '0')}`
    const { matter, person } = updatesOf({ ...goodInput, title: `第${n}号路灯不亮` }, seat)
    command('draft.update', { draftId, doc: 'matter', callId: null, update: matter })
    command('draft.update', { draftId, doc: 'person', callId: null, update: person })
    command('ticket.submit', { draftId })
  }
  const port = Number(new URL(sandbox.url).port)
  for (let kill = 1; kill <= kills; kill++) {
    const enough = Math.floor((tickets * kill) / (kills + 1))
    await vi.waitFor(() => expect(settled.size).toBeGreaterThanOrEqual(enough), { timeout: 60_000, interval: 5 })
    await sandbox.kill()
    sandbox = await startSandbox({ data: data.path, port })
  }
  await vi.waitFor(() => expect(settled.size).toBe(tickets), { timeout: 60_000, interval: 50 })

  const rows = await listed(session.token)
  expect(rows.map(({ title }) => title).sort()).toEqual(
    Array.from({ length: tickets }, (_, n) => `第${n}号路灯不亮`).sort(),
  )
  expect(new Set(rows.map(({ ticketNo }) => ticketNo))).toEqual(new Set(settled.values()))
  expect(new Set(settled.values()).size).toBe(tickets)
})
