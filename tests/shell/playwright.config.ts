import { defineConfig } from '@playwright/test'

/** The desktop program on the Electron host, or on Electron itself where its binary is. Each test starts its own program and its own browser. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // The host's own specs say nothing of Electron.
  testIgnore: process.env.LIANXIAN_ELECTRON === '1' ? 'host-*' : [],
  // Two cores are shared: one program at a time.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  outputDir: '../../.cache/playwright-shell',
})
