import type { Base } from './app-base.ts'
import type { Seats } from './app-seats.ts'
import { type MonitorHandlersParts, monitorHandlers } from './monitor/monitor.handlers.ts'
import { createMonitorTopics, type MonitorTopics } from './monitor/monitor-topics.ts'
import { createMonitors, type Monitors } from './monitor/monitors.ts'
import { randomId } from './system-clock.ts'
import type { CallLog } from './telephony/call-log.ts'

/** Leads in the calls of their seats. */
export interface Monitoring {
  readonly monitors: Monitors
  readonly topics: MonitorTopics
  readonly handlers: ReturnType<typeof monitorHandlers>
  readonly close: () => void
}

/** Opens monitoring: what was let in ends with the seat's call, or when the lead is gone. */
export function openMonitoring(base: Base, { accounts, states }: Seats, log: CallLog): Monitoring {
  const { clock, publisher, options, late } = base
  const monitors = createMonitors({ clock, newId: randomId, onError: base.onError('monitors') })
  const topics = createMonitorTopics({
    monitors,
    publisher,
    nameOf: (seat) => accounts.get(seat)?.name ?? seat,
    shown: options.showListening,
  })
  const seatOf: MonitorHandlersParts['seatOf'] = (seat) => {
    const [account, standing] = [accounts.get(seat), states.standing(seat)]
    if (!account || !standing) return undefined
    return { role: account.role, team: account.team, state: standing.state, callId: standing.callId }
  }
  const endCall = (callId: string) => {
    const call = log.calls().get(callId)
    return call !== undefined && (late.edge?.endCall(call.sipCallId) ?? false)
  }
  const stop = states.onChange(({ seat, standing }) => {
    if (standing.state !== 'talking' && standing.state !== 'hold') monitors.callOver(seat)
    if (standing.state === 'offline') monitors.leadGone(seat)
  })
  return {
    monitors,
    topics,
    handlers: monitorHandlers({ monitors, seatOf, endCall }),
    close() {
      stop()
      topics.close()
    },
  }
}
