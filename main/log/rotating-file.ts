import * as nodeFs from 'node:fs'
import { join } from 'node:path'
import type { Disposer } from '#shared/kit/disposable.ts'

export type LogFs = Pick<
  typeof nodeFs,
  'mkdirSync' | 'openSync' | 'fstatSync' | 'writeSync' | 'closeSync' | 'renameSync' | 'existsSync'
>

export interface RotatingParts {
  readonly folder: string
  readonly fs?: LogFs
  /** Bytes of one file at most. */
  readonly most?: number
  /** Files in all. */
  readonly files?: number
}

export interface RotatingFile {
  /** One write a line. Throws when the disk refuses; the next line tries afresh. */
  append(line: string): void
  close: Disposer
}

/** `desk.log`, before it `desk.1.log` and so on; the oldest goes when the newest is full. Nothing is opened before the first line. */
export function createRotatingFile(parts: RotatingParts): RotatingFile {
  const { folder, fs = nodeFs, most = 2 * 1024 * 1024, files = 5 } = parts
  const pathOf = (age: number): string => join(folder, age === 0 ? 'desk.log' : `desk.${age}.log`)
  let open: { readonly fd: number; size: number; torn: boolean } | undefined

  const reopen = () => {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const fd = fs.openSync(pathOf(0), 'a', 0o600)
    const { size } = fs.fstatSync(fd)
    open = { fd, size, torn: false }
    return open
  }
  const close = (): void => {
    const fd = open?.fd
    open = undefined
    if (fd !== undefined) fs.closeSync(fd)
  }
  const rotate = () => {
    close()
    for (let age = files - 2; age >= 0; age -= 1)
      if (fs.existsSync(pathOf(age))) fs.renameSync(pathOf(age), pathOf(age + 1))
    return reopen()
  }

  return {
    append(line) {
      let file = open ?? reopen()
      const length = Buffer.byteLength(line)
      if (file.size > 0 && file.size + length > most) file = rotate()
      const bytes = Buffer.from(file.torn ? `\n${line}` : line)
      file.torn = true
      const written = fs.writeSync(file.fd, bytes, 0, bytes.length)
      file.size += written
      if (written < bytes.length) throw new Error('the disk took only a part')
      file.torn = false
    },
    close,
  }
}
