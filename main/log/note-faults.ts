import type { App } from 'electron'
import type { Log } from './create-log.ts'

export interface FaultsParts {
  readonly process: Pick<NodeJS.EventEmitter, 'on'>
  readonly app: Pick<App, 'on'>
  readonly log: Pick<Log, 'warn' | 'error'>
  /** Main met a fault nobody caught. Called once; must not throw. */
  readonly onFault: () => void
}

/**
 * Writes down what nobody caught and each process of Electron's that broke. Main goes on: the phone's window has the call and the journal is whole
 * at every record, while ending here would hang up.
 */
export function noteFaults({ process, app, log, onFault }: FaultsParts): void {
  let told = false
  const caught = (what: string) => (error: unknown) => {
    log.error(what, { error })
    if (!told) onFault()
    told = true
  }
  process.on('uncaughtException', caught('uncaught'))
  process.on('unhandledRejection', caught('rejection'))
  app.on('child-process-gone', (_event, { type, reason, exitCode, name, serviceName }) => {
    if (reason !== 'clean-exit') log.warn('process-gone', { type, reason, exitCode, name: name ?? serviceName })
  })
}
