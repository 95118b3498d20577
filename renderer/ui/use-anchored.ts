import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react'

const gap = 4
const most = 360

/** Where a list under (or above) its anchor stands, in pixels of the viewport. */
export function placeBeside(
  anchor: DOMRect,
  viewport: { readonly width: number; readonly height: number },
  least = 240,
) {
  const below = viewport.height - anchor.bottom - gap
  const above = anchor.top - gap
  const upwards = below < Math.min(most, 180) && above > below
  const width = Math.min(Math.max(anchor.width, least), viewport.width - 2 * gap)
  return {
    position: 'fixed',
    left: Math.max(gap, Math.min(anchor.left, viewport.width - width - gap)),
    width,
    maxHeight: Math.max(120, Math.min(most, (upwards ? above : below) - gap)),
    ...(upwards ? { bottom: viewport.height - anchor.top + gap } : { top: anchor.bottom + gap }),
  } satisfies CSSProperties
}

/**
 * Keeps an open box beside its anchor while things scroll and resize. Undefined until measured.
 * @param least narrowest width in pixels
 */
export function useAnchored(
  anchor: RefObject<HTMLElement | null>,
  open: boolean,
  least = 240,
): CSSProperties | undefined {
  const [style, setStyle] = useState<CSSProperties>()
  useLayoutEffect(() => {
    if (!open) return
    const place = () => {
      const box = anchor.current?.getBoundingClientRect()
      if (box) setStyle(placeBeside(box, { width: window.innerWidth, height: window.innerHeight }, least))
    }
    place()
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    // What it stands in comes to rest, e.g. a dialog that has just appeared.
    window.addEventListener('animationend', place, true)
    return () => {
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
      window.removeEventListener('animationend', place, true)
    }
  }, [anchor, open, least])
  return style
}
