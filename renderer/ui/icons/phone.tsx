import { Icon } from './icon.tsx'

const handset =
  'M4.9 2.4 6.3 5 5 6.4c.8 1.9 2.4 3.5 4.4 4.4L10.8 9.5l2.7 1.4c.2 1.6-.9 2.8-2.4 2.7C6.2 13.2 2.7 9.6 2.4 4.9 2.3 3.4 3.4 2.3 4.9 2.4Z'

/** A handset. */
export const HandsetIcon = () => (
  <Icon>
    <path d={handset} />
  </Icon>
)
/** A handset that lies: ends a call. */
export const HangUpIcon = () => (
  <Icon>
    <path d="M2 9.8c-.4-1-.2-2.1.6-2.8C5.7 4.4 10.3 4.4 13.4 7c.8.7 1 1.8.6 2.8l-.4.9-3-.6-.3-1.9c-1.5-.5-3.1-.5-4.6 0l-.3 1.9-3 .6Z" />
  </Icon>
)
/** Two bars. */
export const PauseIcon = () => (
  <Icon>
    <path d="M5.5 3.2v9.6M10.5 3.2v9.6" />
  </Icon>
)
/** A triangle pointing right. */
export const PlayIcon = () => (
  <Icon>
    <path d="M4.8 3v10l8-5Z" />
  </Icon>
)
/** A microphone. */
export const MicrophoneIcon = () => (
  <Icon>
    <rect x="5.8" y="1.8" width="4.4" height="7.6" rx="2.2" />
    <path d="M3.4 7.6a4.6 4.6 0 0 0 9.2 0M8 12.2v2" />
  </Icon>
)
/** A microphone struck through. */
export const MicrophoneOffIcon = () => (
  <Icon>
    <path d="M10.2 6V4a2.2 2.2 0 0 0-4.3-.6M5.8 6.5v.7a2.2 2.2 0 0 0 3.4 1.8M3.4 7.6a4.6 4.6 0 0 0 7.4 3.6M12.6 7.6c0 .5-.1 1-.2 1.4M8 12.2v2M2.2 2.2l11.6 11.6" />
  </Icon>
)
/** Nine dots. */
export const KeypadIcon = () => (
  <Icon>
    <path
      d="M4 3.5v.01M8 3.5v.01M12 3.5v.01M4 8v.01M8 8v.01M12 8v.01M4 12.5v.01M8 12.5v.01M12 12.5v.01"
      strokeWidth="2.2"
    />
  </Icon>
)
