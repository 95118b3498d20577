import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { icnsKinds } from '#build/icons/containers.mjs'
import { made, madeHashes, sourceHash, tokens } from '#build/icons/made.mjs'
import { traySigns, traySvg } from '#build/icons/tray-shapes.mjs'

const read = (name: string) => readFileSync(join(made, name))
/** Width and height in a PNG's first chunk. */
const sizeOf = (png: Buffer) => {
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}
const states = ['ready', 'not-ready', 'ringing', 'talking', 'hold', 'wrap-up', 'offline']

describe('The icons', () => {
  it('are made from the brand and the colours as they are now; if not: node build/icons/make.mjs', () => {
    const record = JSON.parse(read('made.json').toString()) as { sources: string; files: Record<string, string> }
    expect(record.sources).toBe(sourceHash())
    expect(record.files).toEqual(madeHashes())
  })

  it('have the sizes their names say', () => {
    expect(sizeOf(read('icon.png'))).toEqual([1024, 1024])
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
      expect(sizeOf(read(`linux/${size}x${size}.png`))).toEqual([size, size])
    for (const state of states) {
      expect(sizeOf(read(`tray-${state}.png`))).toEqual([16, 16])
      expect(sizeOf(read(`tray-${state}@2x.png`))).toEqual([32, 32])
    }
  })

  it('are an .ico whose entries are where its directory says', () => {
    const ico = read('icon.ico')
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 7])
    const sizes = [16, 24, 32, 48, 64, 128, 256]
    let end = 6 + 16 * sizes.length
    for (const [n, size] of sizes.entries()) {
      const entry = ico.subarray(6 + 16 * n)
      expect(entry[0]).toBe(size % 256)
      expect(entry.readUInt32LE(12)).toBe(end)
      const body = ico.subarray(end, end + entry.readUInt32LE(8))
      if (size === 256) expect(sizeOf(body)).toEqual([256, 256])
      else expect([body.readUInt32LE(0), body.readInt32LE(4), body.readInt32LE(8)]).toEqual([40, size, size * 2])
      end += body.length
    }
    expect(end).toBe(ico.length)
  })

  it('are an .icns with a picture of the right size in each entry', () => {
    const icns = read('icon.icns')
    expect(icns.subarray(0, 4).toString()).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const found: [string, number][] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const [width = 0] = sizeOf(icns.subarray(at + 8))
      found.push([icns.subarray(at, at + 4).toString(), width])
    }
    expect(found).toEqual(icnsKinds)
  })
})

describe('The signs in the tray', () => {
  it('are one for each state', () => {
    expect(Object.keys(traySigns).sort()).toEqual([...states].sort())
  })

  it('are told apart without colours', () => {
    expect(new Set(Object.values(traySigns).map(({ shape }) => shape)).size).toBe(states.length)
  })

  it('take their colours from the desk’s tokens', () => {
    const css = readFileSync(tokens, 'utf8')
    expect(traySvg(css, 'ready')).toContain('#1a7a3c')
    expect(
      traySvg(css.replace('--green-fill: light-dark(#1a7a3c', '--green-fill: light-dark(#123456'), 'ready'),
    ).toContain('#123456')
    expect(() => traySvg('', 'ready')).toThrow('no colour')
    expect(() => traySvg(css, 'asleep')).toThrow('no sign')
  })
})
