import { Icon } from './icon.tsx'

/** A triangle with an exclamation mark. */
export const AlertIcon = () => (
  <Icon>
    <path d="M8 2.2 14.4 13.3H1.6ZM8 6.4v3.2M8 11.4v.2" />
  </Icon>
)
/** A tick. */
export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.5 3.2 3.2L13 4.8" />
  </Icon>
)
/** A cross. */
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
)
/** An i in a circle. */
export const InfoIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6.2" />
    <path d="M8 7.4v3.4M8 5.1v.2" />
  </Icon>
)
/** A question mark in a circle. */
export const HelpIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6.2" />
    <path d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.9c-.6.3-.9.6-.9 1.2M8 11.3v.1" />
  </Icon>
)
/** A small triangle pointing down. */
export const DownIcon = () => (
  <Icon>
    <path d="m4.5 6.2 3.5 3.6 3.5-3.6" />
  </Icon>
)
/** A star; filled where it is set. */
export const StarIcon = ({ filled }: { readonly filled: boolean }) => (
  <Icon>
    <path
      d="m8 1.9 1.9 3.9 4.2.6-3.1 3 .8 4.3L8 11.7l-3.8 2 .8-4.3-3.1-3 4.2-.6Z"
      fill={filled ? 'currentColor' : undefined}
    />
  </Icon>
)
