import { deskOrigin } from '#shared/contract/host/desk-origin.ts'

/** Whether a download may be kept: a file our own pages made, of the one kind they make; the person says where. */
export const mayKeep = (url: string, name: string): boolean =>
  url.startsWith(`blob:${deskOrigin}/`) && /^lianxian-tickets-[0-9a-f-]{36}\.xlsx$/.test(name)
