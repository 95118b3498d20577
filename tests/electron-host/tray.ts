import type Electron from 'electron'
import type { TrayFacts } from './control-messages.ts'
import { flat, labels, type Menu } from './menu.ts'
import { imageName } from './native-image.ts'
import { record } from './record.ts'
import { HostEmitter, newEvent } from './strict.ts'

type Covered = Pick<
  Electron.Tray,
  'destroy' | 'isDestroyed' | 'setToolTip' | 'setTitle' | 'getTitle' | 'setImage' | 'setIgnoreDoubleClickEvents'
>
let only: Tray | null = null

export class Tray extends HostEmitter implements Covered {
  private toolTip = ''
  private title = ''
  private image = ''
  private menu: Menu | null = null
  private dead = false
  constructor(image: unknown) {
    super(['click', 'right-click', 'double-click', 'middle-click', 'balloon-click'])
    this.image = imageName(image)
    record('tray', this.image)
    only = this
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setTitle(title: string): void {
    this.title = title
  }
  getTitle(): string {
    return this.title
  }
  setImage(image: unknown): void {
    this.image = imageName(image)
    record('tray-image', this.image)
  }
  setIgnoreDoubleClickEvents(ignore: boolean): void {
    record('tray-ignore-double-click', ignore)
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
  popUpContextMenu(menu?: Menu): void {
    record('tray-menu', labels(menu ?? this.menu ?? failMenu()))
  }
  destroy(): void {
    this.dead = true
    if (only === this) only = null
  }
  isDestroyed(): boolean {
    return this.dead
  }
  /** @internal */
  facts(): TrayFacts {
    return { image: this.image, toolTip: this.toolTip, title: this.title, menu: this.menu ? labels(this.menu) : [] }
  }
  /** @internal null: the icon itself */
  press(label: string | null): void {
    if (label === null)
      return void this.emit('click', newEvent(), { x: 0, y: 0, width: 24, height: 24 }, { x: 0, y: 0 })
    const item = this.menu ? flat(this.menu).find((each) => each.label === label && each.visible) : undefined
    if (!item) throw new Error(`the tray's menu has no '${label}'`)
    if (!item.enabled) throw new Error(`'${label}' is disabled`)
    item.click()
  }
}
const failMenu = (): never => {
  throw new Error('electron host: the tray has no menu')
}
export const currentTray = (): Tray | null => only
