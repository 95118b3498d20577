import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type Electron from 'electron'
import { onlyOptions, strict } from './strict.ts'

/** Width and height of a PNG are at the same place in every file. */
function sizeOf(bytes: Buffer): { width: number; height: number } {
  const isPng = bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47
  return isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : { width: 0, height: 0 }
}

export interface HostImage {
  isEmpty(): boolean
  getSize(): { width: number; height: number }
  toPNG(): Buffer
  toDataURL(): string
  resize(options: Electron.ResizeOptions): HostImage
  setTemplateImage(on: boolean): void
  addRepresentation(options: Electron.AddRepresentationOptions): void
}

const names = new WeakMap<object, string>()
/** File an image or a tray's path came from, without its folder; '': it came from none. */
export const imageName = (image: unknown): string =>
  basename(typeof image === 'string' ? image : (names.get(image as object) ?? ''))

function imageOf(bytes: Buffer, name = ''): HostImage {
  const image = strict('NativeImage', {
    isEmpty: () => sizeOf(bytes).width === 0,
    getSize: () => sizeOf(bytes),
    toPNG: () => bytes,
    toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
    resize: (options) => {
      onlyOptions('resize', options, ['width', 'height', 'quality'])
      return imageOf(bytes, name)
    },
    setTemplateImage: () => undefined,
    addRepresentation: (options) =>
      onlyOptions('addRepresentation', options, ['scaleFactor', 'width', 'height', 'buffer', 'dataURL']),
  } satisfies HostImage)
  names.set(image, name)
  return image
}

export const nativeImage = strict('nativeImage', {
  createEmpty: () => imageOf(Buffer.alloc(0)),
  /** A file that isn't there is an empty image, as in Electron. */
  createFromPath: (path: string) => imageOf(existsSync(path) ? readFileSync(path) : Buffer.alloc(0), path),
  createFromBuffer: (buffer: Buffer, options?: Electron.CreateFromBufferOptions) => {
    onlyOptions('createFromBuffer', options, ['width', 'height', 'scaleFactor'])
    return imageOf(buffer)
  },
  createFromBitmap: (_buffer: Buffer, options: Electron.CreateFromBitmapOptions) => {
    onlyOptions('createFromBitmap', options, ['width', 'height', 'scaleFactor'])
    const header = Buffer.alloc(33)
    header.writeUInt32BE(0x89504e47, 0)
    header.writeUInt32BE(options.width, 16)
    header.writeUInt32BE(options.height, 20)
    return imageOf(header)
  },
  createFromDataURL: (url: string) => imageOf(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
})
