import { Icon } from './icon.tsx'

/** A headset: the desk. */
export const DeskIcon = () => (
  <Icon>
    <path d="M2.8 9.6V8a5.2 5.2 0 0 1 10.4 0v1.6M2.8 9.2h2v3.6h-2ZM11.2 9.2h2v3.6h-2ZM12.2 12.8c0 1-1 1.6-2.6 1.6" />
  </Icon>
)
/** A sun that rises over a line: the seat's own day. */
export const DayIcon = () => (
  <Icon>
    <path d="M1.8 12.6h12.4M4.4 12.6a3.6 3.6 0 0 1 7.2 0M8 4v2.2M2.8 7.4l1.5 1.3M13.2 7.4l-1.5 1.3" />
  </Icon>
)
/** A sheet with lines: tickets. */
export const TicketIcon = () => (
  <Icon>
    <path d="M3.6 2h6l2.8 2.8V14H3.6ZM9.4 2v3h3M5.8 8h4.4M5.8 10.8h4.4" />
  </Icon>
)
/** A handset with a clock's hands: calls that were. */
export const CallsIcon = () => (
  <Icon>
    <path d="M4.2 3.2 5.5 5.6 4.3 6.9c.8 1.8 2.2 3.2 4 4l1.3-1.2 2.4 1.3c.2 1.4-.8 2.6-2.2 2.5C5.9 13 2.2 9.3 1.9 5.4 1.8 4 2.8 3 4.2 3.2Z" />
    <path d="M11 1.8a3.4 3.4 0 1 1-2.6 5.4M11 3.4v2l1.4.8" />
  </Icon>
)
/** A house of two storeys: enterprises. */
export const FirmIcon = () => (
  <Icon>
    <path d="M3 13.6V3h6v10.6M9 6.6h4v7M1.8 13.6h12.4M5 5.4h2M5 8h2M5 10.6h2M11 9h.8M11 11.2h.8" />
  </Icon>
)
/** Columns: the wall. */
export const WallIcon = () => (
  <Icon>
    <path d="M2.4 13.6h11.2M4.4 11V7.6M8 11V3M11.6 11V5.6" />
  </Icon>
)
/** An open book: knowledge. */
export const BookIcon = () => (
  <Icon>
    <path d="M8 4.2C6.6 3 4.6 2.8 2.2 3v9.4c2.4-.2 4.4 0 5.8 1.2 1.4-1.2 3.4-1.4 5.8-1.2V3C11.4 2.8 9.4 3 8 4.2ZM8 4.2v9.4" />
  </Icon>
)
/** A board on a post: notices. */
export const NoticeIcon = () => (
  <Icon>
    <path d="M2.6 2.6h10.8v7.6H2.6ZM8 10.2v3.6M5.2 5.2h5.6M5.2 7.6h3.6" />
  </Icon>
)
/** A head and shoulders. */
export const PersonIcon = () => (
  <Icon>
    <circle cx="8" cy="5.4" r="2.6" />
    <path d="M3 13.6c.2-2.8 2.2-4.4 5-4.4s4.8 1.6 5 4.4" />
  </Icon>
)
/** A sun. */
export const LightIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.6v1.4M8 13v1.4M1.6 8H3M13 8h1.4M3.5 3.5l1 1M11.5 11.5l1 1M12.5 3.5l-1 1M4.5 11.5l-1 1" />
  </Icon>
)
/** A moon. */
export const DarkIcon = () => (
  <Icon>
    <path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z" />
  </Icon>
)
/** Two scripts. */
export const LanguageIcon = () => (
  <Icon>
    <path d="M1.8 4.2h6.8M5.2 2.6v1.6M3 9.8c2.4-1 4-3 4.2-5.6M3.2 4.6c.6 2 2 3.6 4 4.6M8 13.6l3-7.2 3 7.2M9 11.4h4" />
  </Icon>
)
/** A door with an arrow out. */
export const LeaveIcon = () => (
  <Icon>
    <path d="M9.6 2.4H3v11.2h6.6M7 8h7M11.4 5.4 14 8l-2.6 2.6" />
  </Icon>
)
/** Sliders. */
export const SettingsIcon = () => (
  <Icon>
    <path d="M2.4 4.6h6M11.6 4.6h2M2.4 11.4h2M7.6 11.4h6" />
    <circle cx="10" cy="4.6" r="1.6" />
    <circle cx="6" cy="11.4" r="1.6" />
  </Icon>
)
/** A window that leaves another. */
export const WindowIcon = () => (
  <Icon>
    <path d="M6.4 3H2.4v10.6H13V9.6M9 2.4h4.6V7M13.4 2.6 7.6 8.4" />
  </Icon>
)
