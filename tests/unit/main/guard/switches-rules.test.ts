import { describe, expect, it } from 'vitest'
import { readStart, refusalText } from '#main/guard/switches.rules.ts'

const linux = { platform: 'linux', packaged: true }
const windows = { platform: 'win32', packaged: true }
const read = (...words: string[]) => readStart(['lianxian', ...words], linux)

const hostile = [
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--remote-debugging-address=0.0.0.0',
  '--inspect',
  '--inspect=0.0.0.0:9229',
  '--inspect-brk',
  '--inspect-brk-node',
  '--inspect-publish-uid=http',
  '-inspect',
  '--no-sandbox',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--load-extension=x',
  '--renderer-cmd-prefix=xterm -e gdb --args',
  '--gpu-launcher=calc.exe',
  '--utility-cmd-prefix=calc.exe',
  '--ppapi-plugin-launcher=calc.exe',
  '--browser-subprocess-path=x',
  '--user-data-dir=x',
  '--proxy-server=evil.example:8080',
  '--host-rules=MAP * evil.example',
  '--host-resolver-rules=MAP * evil.example',
  '--ignore-certificate-errors',
  '--ignore-certificate-errors-spki-list=x',
  '--allow-running-insecure-content',
  '--use-fake-ui-for-media-stream',
  '--use-file-for-fake-audio-capture=x.wav',
  '--js-flags=--expose-gc',
  '--enable-logging=file',
  '--ssl-key-log-file=x',
  '--log-net-log=x',
  '--require=x.js',
  '-r',
  '--eval',
  '-e',
  '--',
  '-',
  '--hidden=yes',
  '--HIDDEN',
  '--hidden2',
  '--data',
  '--data=',
  '--datax=1',
  '-data=x',
  '--updated=1',
  '-psn_0_1 --inspect',
  ' --inspect',
  '\t--inspect',
  '\u00a0--inspect',
]

describe('the command line', () => {
  it('takes our own switches and leaves what is none', () => {
    expect(read('--data=my folder', 'lianxian://dial/12345', '--hidden')).toEqual({
      data: 'my folder',
      hidden: true,
      others: ['lianxian://dial/12345'],
      refused: [],
    })
    expect(read()).toEqual({ data: null, hidden: false, others: [], refused: [] })
  })

  it.each(hostile)('refuses %j', (word) => {
    expect(read('--hidden', word).refused).toHaveLength(1)
    expect(readStart(['lianxian', 'tel:12345', word], windows).refused).toHaveLength(1)
  })

  it.each(['/inspect', '/remote-debugging-port=1', ' /gpu-launcher=x'])('refuses %j on Windows', (word) => {
    expect(readStart(['lianxian', word], windows).refused).toHaveLength(1)
  })

  it('refuses a second folder: which of the two is meant?', () => {
    expect(read('--data=a', '--data=b')).toMatchObject({ data: 'a', refused: ['--data'] })
  })

  it('overlooks what the installer and the Finder add', () => {
    expect(read('--updated', '-psn_0_12345').refused).toEqual([])
  })

  it('reads behind the project’s folder where the program is not installed', () => {
    const start = readStart(['electron', '.', '--data=x', '--inspect'], { platform: 'linux', packaged: false })
    expect(start).toMatchObject({ data: 'x', others: [], refused: ['--inspect'] })
  })

  it('tells a person the names in both languages, without values and without markup', () => {
    const { refused } = read('--proxy-server=secret', '--<b>\n\u202e', `--${'x'.repeat(500)}`)
    expect(refused.slice(0, 2)).toEqual(['--proxy-server', '--?b???'])
    for (const text of Object.values(refusalText(refused))) {
      expect(text).toContain('--proxy-server')
      expect(text).not.toContain('secret')
      expect(text.length).toBeLessThan(400)
    }
  })
})
