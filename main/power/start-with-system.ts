import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { autostartEntry, autostartFolder, autostartName, autostartSwitch } from './autostart.rules.ts'

/** The disk, as far as it is needed here. */
export interface AutostartDisk {
  /** null: there is none. */
  read(path: string): string | null
  /** Whole or not at all; makes the folder. */
  write(folder: string, name: string, text: string): void
  remove(path: string): void
}

export interface StartPorts {
  readonly platform: NodeJS.Platform
  /** Only an installed program is started by the system: a developer's Electron would start without the project. */
  readonly packaged: boolean
  readonly app: Pick<App, 'setLoginItemSettings'>
  /** APPIMAGE where there is one, else the program's own path. */
  readonly program: string
  readonly configHome: string | undefined
  readonly home: string
  readonly disk?: AutostartDisk
}

/** Makes the system start us at sign-in, or not any more. Says nothing twice, so it can be called at every start. `disk`: it stays as it was. */
export function startWithSystem(on: boolean, ports: StartPorts): Result<void, 'disk' | 'not-installed'> {
  const { platform, packaged, app, program, disk = realDisk } = ports
  if (!packaged) return on ? failure('not-installed') : success(undefined)
  if (platform === 'win32') app.setLoginItemSettings({ openAtLogin: on, args: [autostartSwitch] })
  else if (platform === 'darwin') app.setLoginItemSettings({ openAtLogin: on })
  else return onLinux(on ? autostartEntry(program) : null, autostartFolder(ports.configHome, ports.home), disk)
  return success(undefined)
}

function onLinux(wanted: string | null, folder: string, disk: AutostartDisk): Result<void, 'disk'> {
  const path = join(folder, autostartName)
  try {
    if (disk.read(path) === wanted) return success(undefined)
    if (wanted === null) disk.remove(path)
    else disk.write(folder, autostartName, wanted)
    return success(undefined)
  } catch {
    return failure('disk')
  }
}

const realDisk: AutostartDisk = {
  read(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  },
  write(folder, name, text) {
    mkdirSync(folder, { recursive: true })
    const fresh = join(folder, `.${name}.${process.pid}`)
    try {
      writeFileSync(fresh, text)
      renameSync(fresh, join(folder, name))
    } finally {
      rmSync(fresh, { force: true })
    }
  },
  remove: (path) => rmSync(path, { force: true }),
}
