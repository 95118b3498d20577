import { deskOrigin } from '#shared/contract/host/desk-origin.ts'

/** Whether an address or a serialised origin is exactly of our own pages; a look-alike, or none at all, is not. */
export const isOwn = (url: string | undefined): boolean =>
  url !== undefined && (url === deskOrigin || url.startsWith(`${deskOrigin}/`))
