import { join } from 'node:path'
import type { Base } from './app-base.ts'
import { systemClock } from './kit/system-clock.ts'
import { forkTrial } from './trial/fork-trial.ts'
import { createTrial, type Trial } from './trial/trial.ts'

export interface TrialParts {
  /** Folder of the built parts. */
  readonly out: string
  /** null: the site's again. */
  readonly setBackend: (origin: string | null) => void
}

/** The sandbox of this installation; while it runs it is the backend of every page. */
export function openTrial({ log, userData }: Base, { out, setBackend }: TrialParts): Trial {
  return createTrial({
    fork: (program) => forkTrial(program, (text) => log.error('trial-output', { text })),
    program: join(out, 'trial', 'trial.mjs'),
    data: join(userData, 'trial'),
    pages: join(out, 'renderer'),
    clock: systemClock,
    random: Math.random,
    onBack: ({ backend }) => setBackend(backend),
    onEnd: () => setBackend(null),
    note: (what, detail) => log.warn(what, { detail }),
  })
}
