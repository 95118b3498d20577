import type { SiteSettings } from '#shared/contract/host/settings.schema.ts'

/** What the pages were loaded with: changing it takes every page again. */
export type Addresses = Pick<SiteSettings, 'backend' | 'edges'>

/** What somebody at the seat is doing. */
export interface Work {
  readonly signedIn: boolean
  /** A call rings, is up, or is being written up. */
  readonly busy: boolean
  /** Commands that wait for the old backend's network. */
  readonly unsent: number
}

/** `wait`: not now. `ask`: somebody works here, but may say yes. `take`: nobody is disturbed. */
export type Step = 'none' | 'wait' | 'ask' | 'take'

/** What to do about addresses that are not those in force. `asked`: the person said later to just these. */
export function nextStep(differs: boolean, { signedIn, busy, unsent }: Work, asked: boolean): Step {
  if (!differs) return 'none'
  if (busy) return 'wait'
  if (!signedIn) return 'take'
  return unsent > 0 || asked ? 'wait' : 'ask'
}

export interface InForceParts {
  /** The site's settings as they now stand. */
  readonly site: () => Addresses
  readonly work: () => Work
  /** Loads every page again. */
  readonly reload: () => void
  /** Tells the person; resolves to whether it may be now. */
  readonly ask: () => Promise<boolean>
  readonly onError: (error: unknown) => void
}

/** The addresses the pages go by. */
export interface AddressesInForce {
  now(): Addresses
  /** Settings, seat or call may have changed. */
  changed(): void
  /** What `change` brings is taken without a question: the backend of a trial comes and goes by the person's own hand. */
  atOnce(change: () => void): void
}

const textOf = ({ backend, edges }: Addresses): string => JSON.stringify([backend, edges])

/** Keeps the addresses of the pages until a moment at which nobody loses anything: never in a call. */
export function createAddressesInForce({ site, work, reload, ask, onError }: InForceParts): AddressesInForce {
  let inForce = site()
  let asked: string | null = null
  let hurried = false
  const take = (): void => {
    inForce = site()
    asked = null
    reload()
  }
  const step = (): Step => nextStep(textOf(site()) !== textOf(inForce), work(), asked === textOf(site()))
  const changed = (): void => {
    const next = hurried && step() !== 'none' ? 'take' : step()
    if (next === 'take') take()
    if (next !== 'ask') return
    const text = textOf(site())
    asked = text
    ask().then((yes) => {
      // A call may have come while the question stood there.
      if (!yes || textOf(site()) !== text) return
      const { busy, unsent } = work()
      if (busy || unsent > 0) asked = null
      else take()
    }, onError)
  }
  return {
    now: () => inForce,
    changed,
    atOnce(change) {
      hurried = true
      try {
        change()
        changed()
      } finally {
        hurried = false
      }
    },
  }
}
