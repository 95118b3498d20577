import { defineConfig } from '@playwright/test'
import shell from './playwright.config.ts'

/** Pictures of the desktop program's windows for docs/images: `npm run screenshots`. */
export default defineConfig({ ...shell, testMatch: '*.pictures.ts', testIgnore: [] })
