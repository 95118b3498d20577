import { LiveTranscript } from '../../assistant/live-transcript.tsx'
import type { MonitorDesk } from '../../monitor/monitor-desk.ts'
import { MonitorPanel } from '../../monitor/monitor-panel.tsx'
import { SeatMark } from '../../monitor/seat-mark.tsx'
import { useMonitor } from '../../monitor/use-monitor.ts'
import { WallPage } from '../../queue/wall-page.tsx'
import type { Desk } from '../open-desk.ts'

/** The wall; for a lead with a phone, with what it can do in the calls of its seats. */
export function WallOfDesk({ desk }: { readonly desk: Desk }) {
  const monitor = desk.monitoring?.monitor ?? null
  return monitor ? <LedWall desk={desk} monitor={monitor} /> : <WallPage link={desk.link} />
}

function LedWall({ desk, monitor }: { readonly desk: Desk; readonly monitor: MonitorDesk }) {
  const chosen = useMonitor(monitor.store, (state) => state.chosen)
  return (
    <WallPage
      link={desk.link}
      slots={{
        chosen,
        choose: monitor.choose,
        mark: (seat) => <SeatMark desk={monitor} seat={seat} />,
        aside: (row) => (
          <MonitorPanel
            desk={monitor}
            row={row}
            transcript={(callId) => <LiveTranscript link={desk.link} callId={callId} />}
          />
        ),
      }}
    />
  )
}
