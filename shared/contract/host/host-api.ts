import type { HostArgs, HostOutcome } from './host-calls.ts'
import type { HostCallName, HostNewsName, WindowKind } from './host-names.ts'

type Listening<N extends HostNewsName> = {
  readonly [K in N as `on${Capitalize<K>}`]: (listener: (news: unknown) => void) => void
}
type Calling<N extends HostCallName> = { readonly [K in N]: (args: HostArgs<K>) => Promise<HostOutcome<K>> }

/**
 * What a preload exposes as `window.lianxianHost`: named functions and nothing else. A listener stays as long as the page. News come unparsed: the
 * page parses them.
 */
export type HostApi = Calling<HostCallName> &
  Listening<HostNewsName> & {
    readonly kind: WindowKind
    /** From now on each new end of the phone's port comes as a window message (`phonePortMessage`). */
    takePhonePort(): void
  }
