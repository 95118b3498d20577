/** Undoes what was opened. Safe to call twice. */
export type Disposer = () => void

/** Collects disposers and runs them once, the last opened first. */
export interface DisposerList {
  add(disposer: Disposer): void
  dispose: Disposer
}

/** Makes an empty list. Adding to a disposed list disposes at once. */
export function createDisposerList(): DisposerList {
  let open: Disposer[] | undefined = []
  return {
    add(disposer) {
      if (open) open.push(disposer)
      else disposer()
    },
    dispose() {
      const all = open ?? []
      open = undefined
      for (const disposer of all.reverse()) disposer()
    },
  }
}
