import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// jsdom has no CSS.escape, which react-aria asks for (CSSOM 2.1; ours escapes more than it must, which selectors allow).
if (globalThis.CSS?.escape === undefined)
  Object.assign(globalThis, {
    CSS: { escape: (text: string) => text.replace(/[^\w-]/g, (char) => `\\${char.codePointAt(0)?.toString(16)} `) },
  })

// jsdom does not scroll (CSSOM View).
Element.prototype.scrollIntoView ??= () => {}

// jsdom lays nothing out, so nothing is ever of another size.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

afterEach(cleanup)
