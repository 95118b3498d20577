import { type Browser, expect } from '@playwright/test'
import { createParty, type Party } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type Desk, openDesk } from './desk-driver.ts'
import type { Sandbox } from './sandbox.ts'

/** People around a running sandbox: desks in browsers, SIP parties in Node. Whoever came is sent home by `close`. */
export interface Hotline {
  /** A desk that is signed in; `ready`: and takes calls. */
  desk(seat: string, ready?: boolean): Promise<Desk>
  /** A SIP client, registered with the sandbox's password. */
  party(user: string, onIncoming?: (call: PartyCall) => void): Promise<Party>
  /** A citizen of this number calls the hotline. */
  calls(number: string): Promise<PartyCall>
  close(): Promise<void>
}

/** Presses Ready and waits for the server’s word; with callers waiting, it rings at once. */
export async function becomeReady(desk: Desk): Promise<void> {
  await expect(desk.button('Ready')).toBeEnabled()
  await desk.button('Ready').click()
  await expect(desk.seatState()).toContainText(/^(Ready|Ringing)/)
}

/** People around the sandbox that `now` gives: it may be another one after a restart. */
export function openHotline(browser: Browser, now: () => Pick<Sandbox, 'url' | 'sip'>): Hotline {
  const desks: Desk[] = []
  const parties: Party[] = []
  const party = async (user: string, onIncoming?: (call: PartyCall) => void) => {
    const made = createParty({
      url: now().sip,
      user,
      domain: 'sandbox.lianxian',
      password: 'lianxian',
      ...(onIncoming ? { onIncoming } : {}),
    })
    parties.push(made)
    await made.register()
    return made
  }
  return {
    party,
    async desk(seat, ready = false) {
      const desk = await openDesk(browser, now().url, seat)
      desks.push(desk)
      await expect(desk.seatState()).toContainText('Not ready')
      if (ready) await becomeReady(desk)
      return desk
    },
    calls: async (number) => (await party(`citizen-${number}`)).call('12345'),
    async close() {
      for (const one of parties.splice(0)) await one.dispose()
      for (const { page } of desks.splice(0)) await page.context().close()
    },
  }
}
