import type { App } from 'electron'

export interface SchemesPorts {
  readonly app: Pick<App, 'setAsDefaultProtocolClient'>
  /** A developer's Electron would be started without the project. */
  readonly packaged: boolean
  /** The site wants telephone links too; many people have another program for them. */
  readonly telephone: boolean
}

/** Makes us the program for our own links, for `tel:` and `sip:` only where the site wants it. @returns the schemes the system gave us */
export function takeSchemes({ app, packaged, telephone }: SchemesPorts): readonly string[] {
  if (!packaged) return []
  const wanted = telephone ? ['lianxian', 'tel', 'sip', 'sips'] : ['lianxian']
  return wanted.filter((scheme) => app.setAsDefaultProtocolClient(scheme))
}
