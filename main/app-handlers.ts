import type { HostArgs, HostResult } from '#shared/contract/host/host-calls.ts'
import type { ShellWindows } from './app-windows.ts'
import type { HostHandlers } from './bridge/host-calls.ts'
import { externalLink } from './guard/external-links.rules.ts'
import type { Journals } from './journal/create-journals.ts'
import type { Log } from './log/create-log.ts'
import type { Settings } from './settings/create-settings.ts'
import type { Vault } from './vault/create-vault.ts'

/** The facilities behind the bridge. */
export interface HandlerParts {
  readonly log: Log
  readonly journals: Journals
  readonly vault: Vault
  readonly settings: Settings
  readonly windows: ShellWindows
  facts(): Promise<HostResult<'facts'>>
  tellSeat(note: HostArgs<'tellSeat'>): void
  tellCall(note: HostArgs<'tellCall'>): void
  openExternal(url: string): Promise<void>
  tryIt(): Promise<boolean>
  installUpdate(): Promise<boolean>
  toastAct(act: HostArgs<'toastAct'>['act']): void
  takenKeys(): HostResult<'readSettings'>['taken']
}

/** Says what each call of the host bridge does. */
export function hostHandlers(parts: HandlerParts): HostHandlers {
  const { log, journals, vault, settings, windows } = parts
  const phoneMemory: Partial<Record<'call' | 'instance', string>> = {}
  return {
    facts: parts.facts,
    tellSeat(note) {
      parts.tellSeat(note)
      return null
    },
    tellCall(note) {
      parts.tellCall(note)
      return null
    },
    readPhoneMemory: () => ({ ...phoneMemory }),
    keepPhoneMemory({ key, text }) {
      if (text === null) delete phoneMemory[key]
      else phoneMemory[key] = text
      return null
    },
    journalOpen: journals.journalOpen,
    journalAppend: journals.journalAppend,
    journalCompact: journals.journalCompact,
    journalClose: journals.journalClose,
    async keepSignIn({ token }) {
      await vault.keep(token)
      return null
    },
    readSignIn: vault.read,
    async forgetSignIn() {
      await vault.forget()
      return null
    },
    readSettings: () => ({ ...settings.user(), taken: parts.takenKeys() }),
    changeSettings: settings.change,
    openView({ page, fullScreen }) {
      windows.openView(page, fullScreen)
      return null
    },
    mayOpen({ url }) {
      const link = externalLink(url, settings.site().externalHosts)
      return link.ok ? { ok: true } : { ok: false, reason: link.reason }
    },
    async openExternal({ url }) {
      const link = externalLink(url, settings.site().externalHosts)
      if (!link.ok) {
        log.warn('external-refused', { reason: link.reason })
        return { ok: false, reason: link.reason }
      }
      try {
        await parts.openExternal(link.value)
        return { ok: true }
      } catch (error) {
        log.warn('external-failed', { error })
        return { ok: false, reason: 'not-opened' }
      }
    },
    async tryIt() {
      return { ok: await parts.tryIt() }
    },
    installUpdate: parts.installUpdate,
    note({ level, what, detail }, { kind }) {
      log[level](what, { window: kind, detail })
      return null
    },
    toastReady() {
      windows.toastReady()
      return null
    },
    toastAct({ act }) {
      parts.toastAct(act)
      return null
    },
  }
}
