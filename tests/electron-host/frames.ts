import { originOf, toMain } from './addresses.ts'
import { strict } from './strict.ts'

/** `WebFrameMain`: one frame of a page, as Chromium tells of it. */
export interface HostFrame {
  readonly url: string
  readonly origin: string
  readonly name: string
  readonly parent: HostFrame | null
  readonly top: HostFrame | null
  readonly frames: readonly HostFrame[]
  readonly processId: number
  readonly routingId: number
  readonly frameTreeNodeId: number
  readonly detached: boolean
  isDestroyed(): boolean
}

export interface FrameState {
  readonly id: string
  readonly parentId: string | null
  /** Chromium's address. */
  url: string
  name: string
  gone: boolean
  /** Unique id of the preload's world in it. */
  world: string | null
  readonly frame: HostFrame
}

let routing = 0

/** The frames of one page. */
export class FrameTree {
  private readonly all = new Map<string, FrameState>()
  private readonly process: number
  private mainId: string | null = null
  constructor(process: number) {
    this.process = process
  }
  get main(): FrameState {
    const main = this.all.get(this.mainId ?? '')
    if (!main) throw new Error('electron host: the page has no frame yet')
    return main
  }
  get(id: string): FrameState | undefined {
    return this.all.get(id)
  }
  list(): readonly FrameState[] {
    return [...this.all.values()]
  }
  attach(id: string, parentId: string | null): FrameState {
    const known = this.all.get(id)
    if (known) return known
    if (parentId === null) this.mainId = id
    routing += 1
    const state: FrameState = {
      id,
      parentId,
      url: '',
      name: '',
      gone: false,
      world: null,
      frame: this.view(id, parentId, routing),
    }
    this.all.set(id, state)
    return state
  }
  detach(id: string): void {
    const state = this.all.get(id)
    if (!state) return
    state.gone = true
    this.all.delete(id)
    for (const child of this.list()) if (child.parentId === id) this.detach(child.id)
  }
  private view(id: string, parentId: string | null, routingId: number): HostFrame {
    const own = (): FrameState => {
      const state = this.all.get(id)
      if (!state) throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      return state
    }
    const parentOf = (): HostFrame | null => (parentId === null ? null : (this.all.get(parentId)?.frame ?? null))
    const { process } = this
    const childrenOf = () =>
      this.list()
        .filter((each) => each.parentId === id)
        .map(({ frame }) => frame)
    const topOf = () => this.main.frame
    return strict('WebFrameMain', {
      get url() {
        return toMain(own().url)
      },
      get origin() {
        return originOf(toMain(own().url))
      },
      get name() {
        return own().name
      },
      get parent() {
        own()
        return parentOf()
      },
      get top() {
        own()
        return topOf()
      },
      get frames() {
        own()
        return childrenOf()
      },
      get detached() {
        return false
      },
      processId: process,
      routingId,
      frameTreeNodeId: routingId,
      isDestroyed: () => !this.all.has(id),
    } satisfies HostFrame)
  }
}
