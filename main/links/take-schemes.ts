import type { App } from 'electron'

export interface SchemesPorts {
  readonly app: Pick<App, 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'>
  /** A developer's Electron would be started without the project. */
  readonly packaged: boolean
  /** The site wants telephone links too; many people have another program for them. */
  readonly telephone: boolean
}

const ofTelephones = ['tel', 'sip', 'sips']

/**
 * Makes us the program for our own links, and for `tel:` and `sip:` where the site wants it; where it does not (any more), those are given up, which
 * the system takes from us alone.
 * @returns the schemes the system gave us
 */
export function takeSchemes({ app, packaged, telephone }: SchemesPorts): readonly string[] {
  if (!packaged) return []
  if (!telephone) for (const scheme of ofTelephones) app.removeAsDefaultProtocolClient(scheme)
  const wanted = telephone ? ['lianxian', ...ofTelephones] : ['lianxian']
  return wanted.filter((scheme) => app.setAsDefaultProtocolClient(scheme))
}
