import { Icon } from './icon.tsx'

/** Two speech bubbles: a word aside. */
export const ConsultIcon = () => (
  <Icon>
    <path d="M2 3.4h7.4v5H5.6L3.6 10V8.4H2ZM11.4 6h2.6v5h-1.6v1.6L10.4 11H7.2" />
  </Icon>
)
/** Three people. */
export const ConferenceIcon = () => (
  <Icon>
    <circle cx="8" cy="5.2" r="2" />
    <path d="M4.6 12.6c0-2 1.4-3.4 3.4-3.4s3.4 1.4 3.4 3.4M3.6 7.8a1.5 1.5 0 1 1 .8-2.9M1.4 11.8c0-1.2.6-2 1.6-2.3M12.4 7.8a1.5 1.5 0 1 0-.8-2.9M14.6 11.8c0-1.2-.6-2-1.6-2.3" />
  </Icon>
)
/** An arrow that leaves. */
export const TransferIcon = () => (
  <Icon>
    <path d="M2.4 12.6V9.4A3.4 3.4 0 0 1 5.8 6h7.4M10 2.8 13.4 6 10 9.2" />
  </Icon>
)
/** A bell. */
export const RingIcon = () => (
  <Icon>
    <path d="M3 11.6h10L11.8 9.8V7a3.8 3.8 0 0 0-7.6 0v2.8ZM6.8 13.6h2.4" />
  </Icon>
)
/** A pencil on a line. */
export const WriteIcon = () => (
  <Icon>
    <path d="M3 10.2 10.6 2.6l2.4 2.4-7.6 7.6H3ZM8.6 13.4H13" />
  </Icon>
)
/** A cup. */
export const RestIcon = () => (
  <Icon>
    <path d="M3 6h8v3.6A3.4 3.4 0 0 1 7.6 13H6.4A3.4 3.4 0 0 1 3 9.6ZM11 7h1.2a1.6 1.6 0 0 1 0 3.2H11M5.6 2.6v1.2M8.4 2.6v1.2" />
  </Icon>
)
/** A loudspeaker. */
export const SoundIcon = () => (
  <Icon>
    <path d="M2.6 6.2h2.2L8.2 3.2v9.6L4.8 9.8H2.6ZM10.6 6a2.8 2.8 0 0 1 0 4M12.4 4a5.6 5.6 0 0 1 0 8" />
  </Icon>
)
/** A line between two points: the phone's way to the exchange. */
export const LineIcon = () => (
  <Icon>
    <circle cx="3.2" cy="8" r="1.6" />
    <circle cx="12.8" cy="8" r="1.6" />
    <path d="M4.8 8h6.4" />
  </Icon>
)
/** The same, cut. */
export const LineCutIcon = () => (
  <Icon>
    <circle cx="3.2" cy="8" r="1.6" />
    <circle cx="12.8" cy="8" r="1.6" />
    <path d="M4.8 8h1.6M9.6 8h1.6M7 10.2l2-4.4" />
  </Icon>
)
/** Bars that grow: how well something comes through. */
export const SignalIcon = () => (
  <Icon>
    <path d="M3 13v-2.4M6.4 13V8.2M9.8 13V5.6M13.2 13V3" strokeWidth="2" />
  </Icon>
)
/** Waves from a point: the network to the backend. */
export const NetworkIcon = () => (
  <Icon>
    <path d="M2 6.4a8.6 8.6 0 0 1 12 0M4.2 8.9a5.4 5.4 0 0 1 7.6 0M8 12.2v.01M6.2 10.9a2.6 2.6 0 0 1 3.6 0" />
  </Icon>
)
/** A door with an arrow out of it. */
export const LeaveIcon = () => (
  <Icon>
    <path d="M8.6 2.6H3.4v10.8h5.2M6.8 8h6.8M11 5.4 13.6 8 11 10.6" />
  </Icon>
)
/** An arrow that comes back. */
export const TakeBackIcon = () => (
  <Icon>
    <path d="M13.6 12.6V9.4A3.4 3.4 0 0 0 10.2 6H2.8M6 2.8 2.6 6 6 9.2" />
  </Icon>
)
/** A raised hand. */
export const HelpIcon = () => (
  <Icon>
    <path d="M5 8.4V4.2a1 1 0 0 1 2 0v3.2M7 7.2V3a1 1 0 0 1 2 0v4.2M9 7.4V3.8a1 1 0 0 1 2 0v5.8c0 2.4-1.4 4-3.6 4-1.8 0-2.8-.8-3.6-2.4L2.6 8.8c-.3-.7.6-1.3 1.2-.7L5 9.4" />
  </Icon>
)
/** A star on a card: how it was. */
export const SurveyIcon = () => (
  <Icon>
    <path d="m8 2.4 1.7 3.5 3.9.6-2.8 2.7.7 3.9L8 11.2l-3.5 1.9.7-3.9-2.8-2.7 3.9-.6Z" />
  </Icon>
)
/** A triangle with a mark: danger. */
export const EmergencyIcon = () => (
  <Icon>
    <path d="M8 2.2 14.4 13.4H1.6ZM8 6.4v3.4M8 11.4v.4" />
  </Icon>
)
/** A disc in a ring: recording. */
export const RecordIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.6" />
    <circle cx="8" cy="8" r="2.4" fill="currentColor" />
  </Icon>
)
/** Lines in a bubble: words to say. */
export const ScriptIcon = () => (
  <Icon>
    <path d="M2.4 3.2h11.2v7.6H7.2L4 13.4v-2.6H2.4ZM5 5.8h6M5 8.2h4" />
  </Icon>
)
