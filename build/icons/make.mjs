/**
 * `node build/icons/make.mjs`: all icons of the program from renderer/desk/icon.svg, and the tray's signs, into build/icons/made, which is committed.
 * Needs an installed Chromium-family browser. tests/packaging/icons.test.ts says when it has to be run again.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser, runsAsRoot } from '../browser.mjs'
import { icnsOf, icoOf } from './containers.mjs'
import { brand, made, madeHashes, sourceHash, tokens } from './made.mjs'
import { traySigns, traySvg } from './tray-shapes.mjs'

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
const icnsSizes = [32, 64, 128, 256, 512, 1024]

/** macOS draws icons on a grid of 1024 with the plate on 824 of it. @param {string} svg */
const plated = (svg) => svg.replace('viewBox="0 0 32 32"', 'viewBox="-3.883 -3.883 39.767 39.767"')

const program = findBrowser()
if (!program) throw new Error('no Chromium-family browser found')
const browser = await chromium.launch({ executablePath: program, args: runsAsRoot() ? ['--no-sandbox'] : [] })
const page = await browser.newPage()

/** @param {string} svg @param {number} size dots @returns {Promise<import('./containers.mjs').Picture>} */
async function draw(svg, size) {
  const { png, rgba } = await page.evaluate(
    async ({ source, dots }) => {
      const image = new Image(dots, dots)
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = dots
      canvas.height = dots
      const brush = canvas.getContext('2d')
      if (!brush) throw new Error('no canvas')
      brush.drawImage(image, 0, 0, dots, dots)
      const bytes = brush.getImageData(0, 0, dots, dots).data
      let text = ''
      for (const byte of bytes) text += String.fromCharCode(byte)
      return { png: canvas.toDataURL('image/png').slice('data:image/png;base64,'.length), rgba: btoa(text) }
    },
    { source: svg, dots: size },
  )
  return { size, png: Buffer.from(png, 'base64'), rgba: Buffer.from(rgba, 'base64') }
}

/** @param {string} name @param {Buffer} bytes */
const write = (name, bytes) => {
  mkdirSync(dirname(join(made, name)), { recursive: true })
  writeFileSync(join(made, name), bytes)
}

/** @param {string} svg @param {number[]} sizes */
const drawAll = async (svg, sizes) => {
  const pictures = []
  for (const size of sizes) pictures.push(await draw(svg, size))
  return pictures
}

rmSync(made, { recursive: true, force: true })
const svg = readFileSync(brand, 'utf8')
const css = readFileSync(tokens, 'utf8')
write('icon.png', (await draw(svg, 1024)).png)
write('icon.ico', icoOf(await drawAll(svg, icoSizes)))
write('icon.icns', icnsOf(await drawAll(plated(svg), icnsSizes)))
for (const { size, png } of await drawAll(svg, linuxSizes)) write(`linux/${size}x${size}.png`, png)
for (const state of Object.keys(traySigns))
  for (const [ending, size] of /** @type {[string, number][]} */ ([
    ['', 16],
    ['@2x', 32],
  ]))
    write(`tray-${state}${ending}.png`, (await draw(traySvg(css, state), size)).png)
await browser.close()
writeFileSync(join(made, 'made.json'), `${JSON.stringify({ sources: sourceHash(), files: madeHashes() }, null, 2)}\n`)
