import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { siteSettingsSchema } from '#shared/contract/host/settings.schema.ts'

describe('The example of the machine’s configuration', () => {
  const example = JSON.parse(readFileSync('build/packaging/desk.example.json', 'utf8')) as Record<string, unknown>

  it('is a configuration the desktop takes', () => {
    expect(siteSettingsSchema.safeParse(example)).toMatchObject({ success: true })
  })

  it('shows every setting there is, and each of them stands in the guide', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(siteSettingsSchema.shape).sort())
    const guide = readFileSync('docs/deploying-the-desktop.md', 'utf8')
    for (const key of Object.keys(siteSettingsSchema.shape)) expect(guide).toContain(`\`${key}\``)
  })
})

const personal = [
  '.config/lianxian/journal/8001',
  '.cache/lianxian/x',
  '.cache/lianxian-updater/x',
  '.config/autostart/lianxian.desktop',
]
const others = ['.config/autostart/other.desktop', '.config/other/lianxian', 'Documents/lianxian.txt']

describe.skipIf(process.platform === 'win32')('Removing the package of a Linux', () => {
  let folder = ''
  let script = ''
  let home = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lianxian-remove-'))
    home = join(folder, 'home/person')
    for (const file of [...personal, ...others]) {
      mkdirSync(dirname(join(home, file)), { recursive: true })
      writeFileSync(join(home, file), 'x')
    }
    // As electron-builder fills it in, with names that nothing on this computer has.
    script = readFileSync('build/packaging/after-remove.sh', 'utf8').replace(/\$\{[a-zA-Z]+\}/g, 'lianxian-not-here')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** @param uid in the list of people; the person is always who runs the test */
  const remove = (argument: string, uid = 1000, homeOf = home) => {
    const people = join(folder, 'people')
    writeFileSync(people, `${userInfo().username}:x:${uid}:1000::${homeOf}:/bin/sh\n`)
    const env = { ...process.env, LIANXIAN_PEOPLE: people }
    execFileSync('sh', ['-c', script, 'after-remove', argument], { env, stdio: 'pipe' })
  }
  const left = () => [...personal, ...others].filter((file) => existsSync(join(home, file)))

  it.each(['remove', 'purge', '0'])('takes what is personal and nothing else, told %s', (argument) => {
    remove(argument)
    expect(left()).toEqual(others)
  })

  it.each(['upgrade', 'failed-upgrade', 'abort-install', 'disappear', '1', '2'])('keeps all, told %s', (argument) => {
    remove(argument)
    expect(left()).toEqual([...personal, ...others])
  })

  it('leaves the homes of services and of nobody', () => {
    remove('remove', 33)
    remove('remove', 65_534)
    expect(left()).toEqual([...personal, ...others])
  })

  it('does not follow a link out of the folder', () => {
    const outside = join(folder, 'outside')
    mkdirSync(outside)
    writeFileSync(join(outside, 'kept'), 'x')
    symlinkSync(outside, join(home, '.config/lianxian/link'))
    rmSync(join(home, '.cache/lianxian'), { recursive: true })
    symlinkSync(outside, join(home, '.cache/lianxian'))
    remove('remove')
    expect(existsSync(join(outside, 'kept'))).toBe(true)
    expect(existsSync(join(home, '.config/lianxian'))).toBe(false)
  })

  it('names the folder the program has its data in', () => {
    const { name } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string }
    expect(script).toContain(`"$home/.config/${name}"`)
    expect(readFileSync('build/packaging/installer.nsh', 'utf8')).toContain(`AppData\\Roaming\\${name}"`)
  })

  it('is a script sh can read', () => {
    execFileSync('sh', ['-n', '-c', script], { stdio: 'pipe' })
  })
})
