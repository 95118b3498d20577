import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const atLeast = (version: string, floor: string): boolean => {
  const [have, want] = [version, floor].map((text) => text.split('.').map(Number))
  for (let part = 0; part < 3; part += 1) {
    const difference = (have?.[part] ?? 0) - (want?.[part] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

describe('the shell’s packages', () => {
  it('are exact, and above the versions whose holes are known', () => {
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
    // ASAR integrity, permission origins, second-instance data, switches: all mended in 41.0.0.
    expect(atLeast(devDependencies.electron, '41.0.0')).toBe(true)
    // CVE-2024-39698: the signature check of updates could be gone round.
    expect(atLeast(dependencies['electron-updater'], '6.3.0')).toBe(true)
  })
})
