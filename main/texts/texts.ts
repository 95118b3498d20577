/** The few sentences the main process says by itself, each in both languages; `{{name}}` is filled in. */
const table = {
  'state.ready': { 'zh-CN': '置闲', en: 'ready' },
  'state.not-ready': { 'zh-CN': '置忙', en: 'not ready' },
  'state.ringing': { 'zh-CN': '振铃', en: 'ringing' },
  'state.talking': { 'zh-CN': '通话中', en: 'talking' },
  'state.hold': { 'zh-CN': '保持中', en: 'on hold' },
  'state.wrap-up': { 'zh-CN': '话后整理', en: 'wrap-up' },
  'state.offline': { 'zh-CN': '未签入', en: 'offline' },
  'state.signed-out': { 'zh-CN': '未登录', en: 'signed out' },

  'tray.seat': { 'zh-CN': '连线 · 座席 {{seat}} · {{state}}', en: 'Lianxian · seat {{seat}} · {{state}}' },
  'tray.nobody': { 'zh-CN': '连线 · {{state}}', en: 'Lianxian · {{state}}' },
  'tray.open': { 'zh-CN': '打开连线', en: 'Open Lianxian' },
  'tray.ready': { 'zh-CN': '置闲', en: 'Ready' },
  'tray.not-ready': { 'zh-CN': '置忙', en: 'Not ready' },
  'tray.sign-out': { 'zh-CN': '签出', en: 'Sign out' },
  'tray.start-with-system': { 'zh-CN': '开机时启动', en: 'Start with the system' },
  'tray.quit': { 'zh-CN': '退出', en: 'Quit' },
  'badge.unsent': { 'zh-CN': '{{count}} 项未发送', en: '{{count}} unsent' },

  'quit.title': { 'zh-CN': '退出连线？', en: 'Quit Lianxian?' },
  'quit.call': {
    'zh-CN': '电话还没有结束，退出会挂断它。已填写的工单内容已存在本机。请先结束通话，再退出。',
    en: 'The call is not over, and quitting hangs up. What you wrote is kept on this computer. End the call first, then quit.',
  },
  'quit.unsent': {
    'zh-CN':
      '还有 {{count}} 项内容没有发到服务器。它们已存在本机，下次登录这个座席时自动发送。网络正常时请稍等再退出。',
    en: '{{count}} items have not reached the server. They are kept on this computer and go out at the next sign-in of this seat. If the network is up, wait a moment before you quit.',
  },
  'quit.stay': { 'zh-CN': '不退出', en: 'Stay' },
  'quit.leave': { 'zh-CN': '仍然退出', en: 'Quit anyway' },

  'fault.title': {
    'zh-CN': '连线遇到一处内部错误',
    en: 'Lianxian met a fault of its own',
  },
  'fault.detail': {
    'zh-CN': '正在进行的通话和已填写的内容不受影响。请在通话结束后退出并重新打开连线；若再次出现，请把日志交给管理员。',
    en: 'The call that is up and what you wrote are safe. When it is over, quit Lianxian and open it again; if this comes back, give the log to your administrator.',
  },

  'notice.site-broken': { 'zh-CN': '本机的站点设置无法使用', en: "This computer's site settings can't be used" },
  'notice.user-broken': { 'zh-CN': '个人设置无法使用', en: "Your own settings can't be used" },
  'notice.remote-refused': { 'zh-CN': '站点服务器给出的设置无法使用', en: "The site server's settings can't be used" },
  'notice.environment-refused': { 'zh-CN': '环境变量里的地址无法使用', en: "The environment's address can't be used" },

  'keys.taken': {
    'zh-CN': '快捷键 {{keys}} 被别的程序占用，现在不起作用。通话和窗口里的快捷键不受影响。请在“设置”里换一组键。',
    en: 'Another program holds the keys {{keys}}, so they do nothing now. Calls and the keys inside the window work. Choose other keys under Settings.',
  },

  'update.ready': {
    'zh-CN': '新版本 {{version}} 已下载。正在进行的工作不受影响，退出时安装；也可以现在重启安装。',
    en: 'Version {{version}} is loaded. Your work goes on; it is installed when you quit, or now with a restart.',
  },
  'update.in-call': {
    'zh-CN': '电话还没有结束，现在安装会挂断它。新版本已在本机，退出时会自动安装。请先结束通话。',
    en: 'The call is not over, and installing now hangs up. The new version is on this computer and is installed when you quit. End the call first.',
  },
  'update.wait': { 'zh-CN': '以后再装', en: 'Later' },
  'update.install': { 'zh-CN': '挂断并安装', en: 'Hang up and install' },
  'update.network': {
    'zh-CN': '没有取到更新：连不上更新服务器。现在的版本照常可用，稍后会自动重试。',
    en: "No update: its server can't be reached. This version goes on working, and it is tried again later.",
  },
  'update.signature': {
    'zh-CN': '更新没有安装：文件的签名或校验不对。现在的版本照常可用。请告诉管理员。',
    en: 'The update was not installed: its signature or checksum is wrong. This version goes on working. Tell your administrator.',
  },
  'update.downgrade': {
    'zh-CN': '更新没有安装：服务器给出的版本不比现在的新。现在的版本照常可用。请告诉管理员。',
    en: 'The update was not installed: the server offers no newer version. This version goes on working. Tell your administrator.',
  },
  'update.other': {
    'zh-CN': '更新没有安装。现在的版本照常可用，稍后会自动重试；一直这样请告诉管理员。',
    en: 'The update was not installed. This version goes on working, and it is tried again later. If it stays so, tell your administrator.',
  },

  'site.changed': { 'zh-CN': '站点更换了服务器地址', en: 'Your site has moved to another server' },
  'site.changed-detail': {
    'zh-CN': '页面需要重新载入，载入后要再登录一次。已发送的工单不受影响。选“以后”，签出后自动更换；通话中不会更换。',
    en: 'The pages have to load again, and you sign in once more. Tickets that were sent are safe. With Later it is done when you sign out; never in a call.',
  },
  'site.later': { 'zh-CN': '以后', en: 'Later' },
  'site.now': { 'zh-CN': '现在重新载入', en: 'Load again now' },

  'trial.failed': {
    'zh-CN': '试用环境没有启动。没有改动任何东西，已有的试用数据还在。请再试一次；仍然不行，请重启程序。',
    en: 'The trial did not start. Nothing was changed, and earlier trial data are still there. Try again; if it fails again, restart the program.',
  },
  'trial.ended': {
    'zh-CN': '试用环境意外停止了。已保存的试用数据还在。请重新点“试用”。',
    en: 'The trial stopped by itself. Trial data that were saved are still there. Start it again from the sign-in page.',
  },
} as const satisfies Record<string, { readonly 'zh-CN': string; readonly en: string }>

export type TextKey = keyof typeof table
export const textKeys = Object.keys(table) as TextKey[]

/** Gives a sentence in the language of the moment. A value that is missing stays as `{{name}}`, so that a test sees it. */
export type Texts = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

/** Makes main's texts; `language` is asked at each sentence, so that a change of it holds at once. */
export function createTexts(language: () => 'zh-CN' | 'en'): Texts {
  return (key, values = {}) =>
    table[key][language()].replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    )
}
