/** What the program was started with. */
export interface Start {
  /** Folder of all it keeps (`--data=DIR`); null: the usual one. */
  readonly data: string | null
  /** Begin in the tray (`--hidden`): the system starts it so at sign-in. */
  readonly hidden: boolean
  /** What is no switch: links of other programs, in their order. */
  readonly others: readonly string[]
  /** Names of the switches that are not ours, as they were written, without their values. Not empty: do not run. */
  readonly refused: readonly string[]
}

/** How the line was made. */
export interface StartPlace {
  readonly platform: string
  /** The installed program; otherwise the second word is the project's folder. */
  readonly packaged: boolean
}

/** Said by the installer after an update, and by the Finder; they mean nothing to us and to Chromium. */
const ignored = /^(--updated|-psn_\d+_\d+)$/
/** A name in a message is at most so long, characters. */
const shownChars = 60

/** As Chromium reads its line: it takes off white space, knows one dash and two, and on Windows the slash (base/command_line.cc). */
const isSwitch = (word: string, platform: string): boolean =>
  /^-/.test(word) || (platform === 'win32' && /^\//.test(word))

const shown = (word: string): string => (word.split('=', 1)[0] ?? '').replace(/[^\w./-]/g, '?').slice(0, shownChars)

/**
 * Reads `process.argv` by a list of what is allowed (CVE-2026-34769): ours are `--data=DIR` and `--hidden`, everything else that looks like a switch is
 * refused, such as `--remote-debugging-port`, `--inspect` or `--no-sandbox`. Chromium has read the line before us, so refusing means to quit at once.
 * A second start's line, which Chromium adds its own to, is read the same way; only its `others` count.
 */
export function readStart(argv: readonly string[], { platform, packaged }: StartPlace): Start {
  let data: string | null = null
  let hidden = false
  const others: string[] = []
  const refused: string[] = []
  for (const given of argv.slice(packaged ? 1 : 2)) {
    const word = given.trim()
    const [, folder] = /^--data=(.+)$/s.exec(word) ?? []
    if (word === '--hidden') hidden = true
    else if (folder !== undefined && data === null) data = folder
    else if (isSwitch(word, platform)) {
      if (!ignored.test(word)) refused.push(shown(word))
    } else if (word !== '') others.push(word)
  }
  return { data, hidden, others, refused }
}

/** What a person reads before the program quits. */
export function refusalText(refused: readonly string[]): { readonly 'zh-CN': string; readonly en: string } {
  const names = refused.slice(0, 5)
  return {
    'zh-CN': `连线不接受启动参数 ${names.join('、')}，因此没有启动；已保存的内容不受影响。请从桌面图标重新打开。`,
    en: `Lianxian does not take the switch ${names.join(', ')} and has not started; what was saved is safe. Open it again from its icon.`,
  }
}
