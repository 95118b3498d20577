import type Electron from 'electron'
import type { PowerKind } from './control-messages.ts'
import { machine } from './host-state.ts'
import { record } from './record.ts'
import { HostEmitter, newEvent, strict } from './strict.ts'

class PowerMonitor extends HostEmitter {
  constructor() {
    super(['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown', 'on-ac', 'on-battery'])
  }
  getSystemIdleTime(): number {
    return machine.idleSeconds
  }
  getSystemIdleState(threshold: number): 'active' | 'idle' {
    return machine.idleSeconds >= threshold ? 'idle' : 'active'
  }
  isOnBatteryPower(): boolean {
    return false
  }
}
export const powerMonitor = new PowerMonitor()
powerMonitor satisfies Pick<Electron.PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>

/** @returns whether main wants the system to wait, at `shutdown` */
export function power(kind: PowerKind): void {
  const event = newEvent()
  powerMonitor.emit(kind, event)
  record('power', { kind, prevented: event.defaultPrevented })
}

const blockers = new Map<number, string>()
let next = 0
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start(type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    next += 1
    blockers.set(next, type)
    record('blocker', { id: next, type, on: true })
    return next
  },
  stop(id: number): boolean {
    const was = blockers.delete(id)
    record('blocker', { id, on: false })
    return was
  },
  isStarted: (id: number) => blockers.has(id),
} satisfies Pick<Electron.PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>)
