import { defineConfig } from '@playwright/test'
import e2e from '../e2e/playwright.config.ts'

/** Strangers' programs on the loopback, and our phone in the system's browser. */
export default defineConfig(e2e, { testDir: '.', outputDir: '../../.cache/playwright-interop', timeout: 60_000 })
