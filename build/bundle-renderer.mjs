/** The pages in out/renderer: one page a folder of renderer/ that has an index.html; everything else has a hash in its name. */
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { bundleSound } from './bundle-sound.mjs'

/** @param {string} out folder */
export async function bundleRenderer(out) {
  const pages = readdirSync('renderer').filter((name) =>
    ['index.html', 'main.tsx'].every((file) => existsSync(`renderer/${name}/${file}`)),
  )
  await build({
    configFile: false,
    root: 'renderer',
    base: '/',
    publicDir: existsSync('renderer/public') ? 'public' : false,
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: resolve(out, 'renderer'),
      emptyOutDir: true,
      assetsDir: 'assets',
      // A `data:` address would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'chrome120',
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: Object.fromEntries(pages.map((name) => [name, resolve('renderer', name, 'index.html')])),
      },
    },
  })
  await bundleSound(resolve(out, 'renderer'))
}
