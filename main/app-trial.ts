import { join } from 'node:path'
import type { Base } from './app-base.ts'
import { systemClock } from './kit/system-clock.ts'
import { forkTrial } from './trial/fork-trial.ts'
import { createTrial, type Trial } from './trial/trial.ts'

/** The sandbox of this installation; while it runs it is the backend of every page. @param out folder of the built parts */
export function openTrial({ settings, log, userData }: Base, out: string): Trial {
  return createTrial({
    fork: (program) => forkTrial(program, (text) => log.error('trial-output', { text })),
    program: join(out, 'trial', 'trial.mjs'),
    data: join(userData, 'trial'),
    pages: join(out, 'renderer'),
    clock: systemClock,
    random: Math.random,
    onBack: ({ backend }) => settings.setBackend(backend),
    onEnd: () => settings.setBackend(null),
    note: (what, detail) => log.warn(what, { detail }),
  })
}
