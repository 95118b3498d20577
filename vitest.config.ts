import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const node = (name: string, timeout = 20_000) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout: timeout,
    hookTimeout: timeout,
  },
})

export default defineConfig({
  plugins: [react()],
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      node('unit'),
      {
        extends: true,
        test: {
          name: 'dom',
          include: ['tests/unit/**/*.test.tsx'],
          environment: 'jsdom',
          testTimeout: 20_000,
          setupFiles: ['tests/support/dom-setup.ts'],
        },
      },
      node('contract'),
      node('integration', 120_000),
      node('faults', 120_000),
      node('packaging', 300_000),
    ],
  },
})
