import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { type LogFields, type LogLevel, logLine } from './log-line.rules.ts'
import { createRotatingFile, type RotatingParts } from './rotating-file.ts'

export interface LogParts extends RotatingParts {
  readonly clock: Pick<Clock, 'now'>
  /** This user's home folder: shown as ~. */
  readonly home?: string
  /** The log can't be written. Said once until it can again; must not throw. */
  readonly onError: (error: unknown) => void
}

type Say = (what: string, fields?: LogFields) => void

/** The shell's log. Never throws; personal data are masked in every field, whoever gives them. */
export interface Log {
  readonly info: Say
  readonly warn: Say
  readonly error: Say
  readonly close: Disposer
}

/** Opens the log: JSON lines in `folder`, at most five files of 2 MiB. */
export function createLog({ clock, home, onError, ...rotating }: LogParts): Log {
  const file = createRotatingFile(rotating)
  let failing = false
  const guarded = (run: () => void): void => {
    try {
      run()
      failing = false
    } catch (error) {
      if (!failing) onError(error)
      failing = true
    }
  }
  const say =
    (level: LogLevel): Say =>
    (what, fields = {}) =>
      guarded(() => file.append(logLine({ at: clock.now(), level, what, fields }, home)))
  return { info: say('info'), warn: say('warn'), error: say('error'), close: () => guarded(file.close) }
}
