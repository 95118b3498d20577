import type Electron from 'electron'
import { record } from './record.ts'
import { HostEmitter, onlyOptions, strictClass } from './strict.ts'

type Template = Electron.MenuItemConstructorOptions
const known = [
  ...['click', 'role', 'type', 'label', 'sublabel', 'toolTip', 'accelerator', 'icon', 'enabled', 'visible', 'checked'],
  ...['registerAccelerator', 'acceleratorWorksWhenHidden', 'submenu', 'id', 'accessibilityLabel'],
] as const satisfies readonly (keyof Template)[]

/** Roles whose work is the page's or the window's own; the host lets them stand and does nothing. */
const roles =
  /^(undo|redo|cut|copy|paste|pasteAndMatchStyle|delete|selectAll|reload|forceReload|toggleDevTools|resetZoom|zoomIn|zoomOut|togglefullscreen|window|minimize|close|help|about|services|hide|hideOthers|unhide|quit|front|appMenu|fileMenu|editMenu|viewMenu|windowMenu)$/i

export class MenuItem {
  readonly id: string
  label: string
  readonly sublabel: string
  readonly type: string
  readonly role: string | undefined
  readonly accelerator: string | null
  readonly submenu: Menu | undefined
  readonly click: (...args: unknown[]) => void
  enabled: boolean
  visible: boolean
  checked: boolean
  constructor(options: Template) {
    onlyOptions('MenuItem', options, known)
    if (options.role && !roles.test(options.role)) throw new Error(`electron host: no role '${options.role}'`)
    this.id = options.id ?? ''
    this.label = options.label ?? options.role ?? ''
    this.sublabel = options.sublabel ?? ''
    this.role = options.role
    this.accelerator = options.accelerator ?? null
    const { submenu } = options
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as unknown as Menu | undefined)
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.click = (...args) => {
      if (this.type === 'checkbox') this.checked = !this.checked
      options.click?.(
        this as unknown as Electron.MenuItem,
        args[0] as undefined,
        (args[1] ?? {}) as Electron.KeyboardEvent,
      )
    }
  }
}

strictClass(MenuItem)

let applicationMenu: Menu | null = null

export class Menu extends HostEmitter {
  readonly items: MenuItem[] = []
  constructor() {
    super(['menu-will-show', 'menu-will-close'])
  }
  static buildFromTemplate(template: readonly (Template | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const each of template) menu.append(each instanceof MenuItem ? each : new MenuItem(each))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
    record('application-menu', menu ? labels(menu) : null)
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
  append(item: MenuItem): void {
    this.items.push(item)
  }
  insert(at: number, item: MenuItem): void {
    this.items.splice(at, 0, item)
  }
  getMenuItemById(id: string): MenuItem | null {
    return flat(this).find((item) => item.id === id) ?? null
  }
  popup(options?: Electron.PopupOptions): void {
    onlyOptions('popup', options, ['window', 'x', 'y', 'callback', 'frame', 'positioningItem', 'sourceType'])
    record('menu-popup', labels(this))
  }
  closePopup(): void {
    record('menu-close-popup')
  }
}

/** With what is in its submenus. */
export const flat = (menu: Menu): MenuItem[] =>
  menu.items.flatMap((item) => [item, ...(item.submenu ? flat(item.submenu) : [])])
export const labels = (menu: Menu): string[] =>
  flat(menu)
    .filter(({ visible }) => visible)
    .map((item) => (item.type === 'separator' ? '-' : item.label))
