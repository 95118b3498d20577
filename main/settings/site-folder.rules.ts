import { posix, win32 } from 'node:path'

/** Where an installer lays down the site's settings. `programData`: the environment's PROGRAMDATA, of Windows. */
export function siteFolder(platform: NodeJS.Platform, programData: string | undefined): string {
  if (platform === 'win32') return win32.join(programData ?? 'C:\\ProgramData', 'Lianxian')
  if (platform === 'darwin') return posix.join('/Library', 'Application Support', 'Lianxian')
  return posix.join('/etc', 'lianxian')
}
