import { join } from 'node:path'
import { app, type BrowserWindow, Menu, nativeImage, Tray } from 'electron'
import { badgeEdge, badgeImage } from './badge-image.rules.ts'
import type { AttentionPorts, TrayPort } from './create-attention.ts'
import type { MenuAct } from './tray-menu.rules.ts'

/**
 * Electron's tray. A system without one (bare GNOME) shows nothing and says nothing.
 * @param folder of `tray-*.png` @param onAct the person chose an item, or clicked the icon (`open`)
 */
export function electronTray(folder: string, onAct: (act: MenuAct) => void): TrayPort {
  const tray = new Tray(nativeImage.createFromPath(join(folder, 'tray-offline.png')))
  tray.on('click', () => onAct('open'))
  return {
    show(sign, tooltip) {
      tray.setImage(nativeImage.createFromPath(join(folder, `tray-${sign}.png`)))
      tray.setToolTip(tooltip)
    },
    menu(items) {
      const template = items.map(({ act, label, enabled, checked }) => ({
        label,
        enabled,
        click: () => onAct(act),
        ...(checked === null ? {} : { type: 'checkbox' as const, checked }),
      }))
      // Linux shows no change of a menu that is already up: it wants a new one.
      tray.setContextMenu(Menu.buildFromTemplate(template))
    },
    dispose: () => tray.destroy(),
  }
}

/** Badge and flashing of the desk's window, while there is one. @param desk the window of now */
export function electronButton(desk: () => BrowserWindow | undefined): Pick<AttentionPorts, 'badge' | 'flash'> {
  return {
    badge(count, text) {
      if (process.platform !== 'win32') return void app.setBadgeCount(count)
      const edges = { width: badgeEdge, height: badgeEdge }
      const image = count === 0 ? null : nativeImage.createFromBitmap(Buffer.from(badgeImage(count)), edges)
      desk()?.setOverlayIcon(image, text)
    },
    flash: (on) => desk()?.flashFrame(on),
  }
}
