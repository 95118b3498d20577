import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Leg, Line, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { browserClock } from '../bridge/browser-clock.ts'
import { connectPhone, type PhoneClient } from '../bridge/phone-client.ts'
import { startPhone } from '../phone/index.ts'
import { type Attempt, type CallView, callView, citizenUser } from './citizen-call.rules.ts'

/** The sandbox's own domain and password: this page exists there alone. */
const domain = 'sandbox.lianxian'
const secret = 'lianxian'
const hotline = '12345'
const connectLimitMs = 8000

/** What the page can ask of the phone, and what it shows. */
export interface CitizenPhone {
  readonly view: CallView
  readonly muted: boolean
  readonly needsPress: boolean
  readonly sentTones: string
  /** `digits`: the citizen's number, empty for none. */
  call(digits: string): void
  hangUp(): void
  mute(on: boolean): void
  sendTone(tone: string): void
  startSound(): void
}

const lineOf = (digits: string): Line => ({
  edges: [`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sip`],
  aor: `${citizenUser(digits, crypto.randomUUID().slice(0, 8))}@${domain}`,
  secret,
  displayName: '',
  iceServers: [],
})

/** Resolves once the line is registered or refused, or after the limit. */
const registered = (client: PhoneClient): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (ok: boolean): void => {
      cancel()
      stop()
      resolve(ok)
    }
    const look = (snapshot: PhoneSnapshot | null): void => {
      const state = snapshot?.registration.state
      if (state === 'registered' || state === 'refused') settle(state === 'registered')
    }
    const cancel = browserClock.after(connectLimitMs, () => settle(false))
    const stop = client.onSnapshot(look)
    look(client.snapshot())
  })

/** Registers as the citizen and dials the hotline; a fault says why it did not come to a call. */
async function callHotline(client: PhoneClient, digits: string): Promise<Attempt['fault']> {
  await client.send({ op: 'disconnect' })
  await client.send({ op: 'connect', line: lineOf(digits) })
  if (!(await registered(client))) {
    await client.send({ op: 'disconnect' })
    return 'unreachable'
  }
  const dialled = await client.send({ op: 'dial', target: hotline })
  if (dialled.ok) return null
  return dialled.reason === 'no-microphone' ? 'no-microphone' : 'unreachable'
}

const newPhone = () => {
  const channel = new MessageChannel()
  const stop = startPhone(channel.port1, {
    clock: browserClock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    memory: null,
  })
  // A fault in a listener here is a bug: let it reach the page's own error handling.
  const client = connectPhone(channel.port2, (error) => reportError(error))
  return { client, stop }
}

/** One phone for the page's life. */
export function useCitizenPhone(): CitizenPhone {
  const client = useRef<PhoneClient | null>(null)
  const [snapshot, setSnapshot] = useState<PhoneSnapshot | null>(null)
  const [attempt, setAttempt] = useState<Attempt>({ stage: 'none', fault: null, last: null })

  useEffect(() => {
    const phone = newPhone()
    client.current = phone.client
    const stop = phone.client.onSnapshot((next) => {
      setSnapshot(next)
      const leg = next.legs.at(-1)
      if (!leg) return
      // The end of an older call says nothing about the one being made.
      const isNews = (known: Attempt): boolean => leg.state !== 'ended' || known.last?.id === leg.id
      setAttempt((known) => (isNews(known) ? { stage: 'none', fault: null, last: leg } : known))
    })
    return () => {
      client.current = null
      stop()
      phone.client.close()
      phone.stop()
    }
  }, [])

  const call = useCallback((digits: string) => {
    const phone = client.current
    if (!phone) return
    setAttempt({ stage: 'connecting', fault: null, last: null })
    void callHotline(phone, digits).then((fault) => {
      if (fault) setAttempt({ stage: 'none', fault, last: null })
    })
  }, [])

  const view = callView(snapshot, attempt)
  const leg: Leg | undefined = snapshot?.legs.find((each) => each.state !== 'ended')
  const legId = leg?.id ?? ''
  const acts = useMemo(
    () => ({
      hangUp: () => void client.current?.send({ op: 'hang-up', legId }),
      mute: (on: boolean) => void client.current?.send({ op: 'mute', on }),
      sendTone: (tones: string) => void client.current?.send({ op: 'send-tones', legId, tones }),
      startSound: () => void client.current?.send({ op: 'start-sound' }),
    }),
    [legId],
  )
  return {
    view,
    muted: snapshot?.muted ?? false,
    needsPress: leg !== undefined && snapshot?.sound === 'needs-press',
    sentTones: leg?.sentTones ?? '',
    call,
    ...acts,
  }
}
