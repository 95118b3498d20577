import type { PowerMonitor } from 'electron'
import type { HostNews } from '#shared/contract/host/host-news.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'

/** Tells desk and phone that the computer sleeps, wakes, is locked or unlocked. Linux says nothing of its lock. Call after the app is ready. */
export function watchPower(
  monitor: Pick<PowerMonitor, 'on' | 'off'>,
  tell: (news: HostNews<'power'>) => void,
): Disposer {
  const open = createDisposerList()
  const suspend = () => tell({ kind: 'suspend' })
  const resume = () => tell({ kind: 'resume' })
  const lock = () => tell({ kind: 'lock' })
  const unlock = () => tell({ kind: 'unlock' })
  monitor.on('suspend', suspend)
  open.add(() => void monitor.off('suspend', suspend))
  monitor.on('resume', resume)
  open.add(() => void monitor.off('resume', resume))
  monitor.on('lock-screen', lock)
  open.add(() => void monitor.off('lock-screen', lock))
  monitor.on('unlock-screen', unlock)
  open.add(() => void monitor.off('unlock-screen', unlock))
  return open.dispose
}
