import { Icon } from './icon.tsx'

/** An eye: looking at something. */
export const LookIcon = () => (
  <Icon>
    <path d="M1.6 8C3.4 5 5.5 3.8 8 3.8S12.6 5 14.4 8C12.6 11 10.5 12.2 8 12.2S3.4 11 1.6 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z" />
  </Icon>
)
/** An arrow onto a line: keeping something on this computer. */
export const SaveIcon = () => (
  <Icon>
    <path d="M8 2.4v7.4M4.8 6.8 8 10l3.2-3.2M3 13.4h10" />
  </Icon>
)
/** An arrow round: once more. */
export const AgainIcon = () => (
  <Icon>
    <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.6v2.6h-2.6" />
  </Icon>
)
