import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSettings, type SettingsParts } from '#main/settings/create-settings.ts'
import type { FetchRemote } from '#main/settings/fetch-remote.ts'
import type { SettingsNotice } from '#main/settings/notices.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

export const source = 'https://desk.example.org/desk.json'

/** A server that answers with this. */
export const answering =
  (body: unknown, status = 200): FetchRemote =>
  async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
export const away: FetchRemote = async () => {
  throw new TypeError('fetch failed')
}

/** Folders of a machine and a person, and settings on them. */
export function settingsBench() {
  const home = mkdtempSync(join(tmpdir(), 'lianxian-settings-'))
  const folders = { siteFolder: join(home, 'site'), userFolder: join(home, 'user') }
  for (const folder of Object.values(folders)) mkdirSync(folder)
  const clock = createFakeClock()
  const userPath = join(folders.userFolder, 'settings.json')
  return {
    ...folders,
    clock,
    userPath,
    remove: () => rmSync(home, { recursive: true, force: true }),
    writeSite: (content: unknown) => writeFileSync(join(folders.siteFolder, 'desk.json'), textOf(content)),
    writeUser: (content: unknown) => writeFileSync(userPath, textOf(content)),
    damageCache: () => truncateSync(join(folders.userFolder, 'remote-settings.json'), 40),
    readUserFile: () => JSON.parse(readFileSync(userPath, 'utf8')) as Record<string, unknown>,
    names: () => [...readdirSync(folders.siteFolder), ...readdirSync(folders.userFolder)].sort(),
    open(parts: Partial<SettingsParts> = {}) {
      const notices: SettingsNotice[] = []
      const settings = createSettings({
        ...folders,
        fetch: away,
        clock,
        environmentBackend: undefined,
        onNotice: (notice) => notices.push(notice),
        onError: (error) => {
          throw error
        },
        ...parts,
      })
      return { ...settings, notices }
    },
  }
}

const textOf = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content))
