/** Something about the settings that a person should know. */
export interface SettingsNotice {
  readonly kind: 'site-broken' | 'user-broken' | 'remote-refused' | 'environment-refused'
  /** The first wrong field; null: the whole is unreadable. */
  readonly field: string | null
  /** Where the broken file was moved to; null: it was not moved. */
  readonly aside: string | null
  /** What happened, what is safe, what to do. */
  readonly text: { readonly zh: string; readonly en: string }
}

interface Found {
  readonly path: string
  readonly field: string | null
  readonly aside: string | null
}

const places = ({ path, field, aside }: Found) => ({
  zh: `${path}${field === null ? '' : `（字段 ${field}）`}`,
  en: `${path}${field === null ? '' : ` (field ${field})`}`,
  asideZh: aside === null ? '原文件未动。' : `原文件已改名为 ${aside}。`,
  asideEn: aside === null ? 'The file was left where it is.' : `The file is now ${aside}.`,
})

/** The file an administrator lays down can't be used. */
export function siteBroken(found: Found): SettingsNotice {
  const { zh, en, asideZh, asideEn } = places(found)
  return {
    kind: 'site-broken',
    field: found.field,
    aside: found.aside,
    text: {
      zh: `本机的站点设置 ${zh} 无法使用，现按默认值运行。${asideZh}工单、通话和个人设置不受影响。请管理员修正后重新放置该文件，并重启程序。`,
      en: `The site settings of this computer, ${en}, can't be used; the usual values hold. ${asideEn} Tickets, calls and your own settings are safe. Ask your administrator to correct the file, put it back and restart the program.`,
    },
  }
}

/** One's own settings can't be used. */
export function userBroken(found: Found): SettingsNotice {
  const { zh, en, asideZh, asideEn } = places(found)
  return {
    kind: 'user-broken',
    field: found.field,
    aside: found.aside,
    text: {
      zh: `您的个人设置 ${zh} 无法使用，已恢复默认值。${asideZh}工单和未发送的内容不受影响。请在“设置”中重新选择。`,
      en: `Your own settings, ${en}, can't be used; the usual values hold. ${asideEn} Tickets and unsent work are safe. Choose again under Settings.`,
    },
  }
}

/** The site's server gave settings that can't be used. */
export function remoteRefused(source: string, field: string | null): SettingsNotice {
  const { zh, en } = places({ path: source, field, aside: null })
  return {
    kind: 'remote-refused',
    field,
    aside: null,
    text: {
      zh: `站点服务器给出的设置 ${zh} 不合规，未予采用；继续使用上一次有效的设置。工单和通话不受影响。请管理员在服务器上修正。`,
      en: `The settings from the site's server, ${en}, are not valid and were not taken; the last good ones stay. Tickets and calls are safe. Ask your administrator to correct them on the server.`,
    },
  }
}

/** LIANXIAN_BACKEND holds no address of a backend. */
export function environmentRefused(): SettingsNotice {
  return {
    kind: 'environment-refused',
    field: 'LIANXIAN_BACKEND',
    aside: null,
    text: {
      zh: '环境变量 LIANXIAN_BACKEND 不是有效的后台地址，已忽略；站点设置照常有效。请改为 https 地址（本机可用 http）后重启程序。',
      en: 'The environment variable LIANXIAN_BACKEND is not the address of a backend and was ignored; the site settings hold. Set it to an https address (http for this computer itself) and restart the program.',
    },
  }
}
