import { type RefObject, useEffect, useRef } from 'react'

const hasFiles = (data: DataTransfer | null): data is DataTransfer => data?.types.includes('Files') ?? false

/**
 * Takes files that are dropped on a part of the page, or pasted into it. Text that is pasted stays text: some programs copy both, and who pastes
 * into a field wants the words.
 * @param take null: none are taken now
 */
export function useFilesInto(
  part: RefObject<HTMLElement | null>,
  take: ((files: readonly File[]) => void) | null,
): void {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    const element = part.current
    if (element === null) return
    const into = (event: Event, data: DataTransfer | null) => {
      if (!hasFiles(data)) return
      // A file that misses would else be opened in the place of the desk.
      event.preventDefault()
      const files = [...data.files]
      if (files.length > 0) latest.current?.(files)
    }
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = latest.current === null ? 'none' : 'copy'
    }
    const drop = (event: DragEvent) => into(event, event.dataTransfer)
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData?.types.includes('text/plain')) into(event, event.clipboardData)
    }
    element.addEventListener('dragover', over)
    element.addEventListener('drop', drop)
    element.addEventListener('paste', paste)
    return () => {
      element.removeEventListener('dragover', over)
      element.removeEventListener('drop', drop)
      element.removeEventListener('paste', paste)
    }
  }, [part])
}
