import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { type HostArgs, type HostOutcome, type HostResult, hostCalls } from '#shared/contract/host/host-calls.ts'
import { callChannel, type HostCallName, type WindowKind } from '#shared/contract/host/host-names.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { mayCall } from './sender.rules.ts'

/** The window a call came from. */
export interface Caller {
  /** webContents id. */
  readonly id: number
  readonly kind: WindowKind
}

/** What each call does. A throw is a bug: it is logged, and the page is told `failed`. */
export type HostHandlers = {
  readonly [N in HostCallName]: (args: HostArgs<N>, caller: Caller) => HostResult<N> | Promise<HostResult<N>>
}

export interface BridgeParts {
  readonly ipc: Pick<IpcMain, 'handle' | 'removeHandler'>
  /** Kind of the window with this webContents; undefined: none of ours. */
  readonly kindOf: (id: number) => WindowKind | undefined
  readonly handlers: HostHandlers
  readonly onError: (error: unknown, name: HostCallName) => void
  /** A call that was not let through: from where it may not come, or not in its shape. */
  readonly onRefused: (name: HostCallName, reason: 'bad-input' | 'forbidden') => void
}

/** Registers every call of the contract, each behind its sender check and its schema. There is no other place that handles IPC. */
export function openBridge(parts: BridgeParts): Disposer {
  const names = Object.keys(hostCalls) as HostCallName[]
  for (const name of names)
    parts.ipc.handle(callChannel(name), (event, ...given: unknown[]) => answer(parts, name, { event, given }))
  return () => {
    for (const name of names) parts.ipc.removeHandler(callChannel(name))
  }
}

interface Asked {
  readonly event: IpcMainInvokeEvent
  readonly given: readonly unknown[]
}

async function answer<N extends HostCallName>(
  parts: BridgeParts,
  name: N,
  { event, given }: Asked,
): Promise<HostOutcome<N>> {
  const { id } = event.sender
  const kind = parts.kindOf(id)
  if (kind === undefined || !mayCall(name, event.senderFrame, kind)) {
    parts.onRefused(name, 'forbidden')
    return { ok: false, reason: 'forbidden', field: null }
  }
  const read = hostCalls[name].args.safeParse(given[0])
  if (!read.success || given.length > 1) {
    parts.onRefused(name, 'bad-input')
    return { ok: false, reason: 'bad-input', field: read.error?.issues[0]?.path.join('.') ?? null }
  }
  try {
    const value = await parts.handlers[name](read.data as HostArgs<N>, { id, kind })
    return { ok: true, value }
  } catch (error) {
    parts.onError(error, name)
    return { ok: false, reason: 'failed', field: null }
  }
}
