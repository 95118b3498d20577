import { browserClock } from '../bridge/browser-clock.ts'
import { findHost, type Host } from '../bridge/host.ts'
import { type Hid, openPhone, type PhoneMemory } from '../phone/index.ts'

/** The phone's memory at its host: it outlives a crash of this window, and the phone takes its call up again from it. */
async function hostMemory(host: Host): Promise<PhoneMemory> {
  const kept = new Map(Object.entries((await host.ask('readPhoneMemory', {})) ?? {}))
  const keep = (key: 'call' | 'instance', text: string | null): void => void host.ask('keepPhoneMemory', { key, text })
  return {
    read: (key) => kept.get(key) ?? null,
    write(key, text) {
      if (kept.get(key) === text) return
      kept.set(key, text)
      keep(key, text)
    },
    remove(key) {
      if (kept.delete(key)) keep(key, null)
    },
  }
}

async function start(): Promise<void> {
  const host = findHost(window, reportError)
  window.addEventListener('error', ({ message }) => {
    void host.ask('note', { level: 'error', what: 'phone-error', detail: message.slice(0, 2000) })
  })
  const phone = openPhone({
    clock: browserClock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    memory: await hostMemory(host),
    ...('hid' in navigator ? { hid: navigator.hid as Hid } : {}),
  })
  host.onPhonePort(phone.attach)
  host.on('power', ({ kind }) => {
    if (kind === 'resume') phone.wake()
  })
}

void start()
