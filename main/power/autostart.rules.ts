/** What the program is started with at sign-in: it begins in the tray. */
export const autostartSwitch = '--hidden'

/**
 * Folder a Linux session starts programs from (Desktop Application Autostart Specification); a relative XDG_CONFIG_HOME means nothing.
 * @param home absolute
 */
export function autostartFolder(configHome: string | undefined, home: string): string {
  return `${configHome?.startsWith('/') ? configHome.replace(/\/+$/, '') : `${home}/.config`}/autostart`
}

/** Name of our file there: that of the program's own entry. */
export const autostartName = 'lianxian.desktop'

/** The Exec key's own quoting, and over it that of every string of the file (Desktop Entry Specification, "The Exec key", "Value types"). */
const quoted = (word: string): string => {
  const forExec = `"${word.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`
  return forExec.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
}

/** The file that starts `program` at sign-in. @param program absolute path; of an AppImage that of the image, not of what it is mounted as */
export function autostartEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Lianxian',
    'Name[zh_CN]=连线',
    `Exec=${quoted(program)} ${autostartSwitch}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}
