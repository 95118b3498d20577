import { Icon } from './icon.tsx'

/** An empty tray, for lists with nothing in them. */
export const TrayIcon = () => (
  <Icon>
    <path d="M2.2 9.2 4 3.6h8l1.8 5.6v3.2H2.2ZM2.2 9.2h3.3c.3 1.3 1.2 2 2.5 2s2.2-.7 2.5-2h3.3" />
  </Icon>
)
/** An hourglass: something is on its way. It does not turn; nothing here moves without a reason. */
export const BusyIcon = () => (
  <Icon>
    <path d="M4 2h8M4 14h8M4.8 2v2.4L8 8l3.2-3.6V2M4.8 14v-2.4L8 8l3.2 3.6V14" />
  </Icon>
)
