import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ExportDesk } from '#renderer/ticket/export/export-desk.ts'
import { useExports } from '#renderer/ticket/export/use-exports.ts'
import type { ExportList } from '#shared/contract/rest/exports.schema.ts'
import { failure, success } from '#shared/kit/result.ts'

const empty: ExportList = { on: true, exports: [] }
let tell: (() => void) | null = null
let down = false
let asked = 0
const desk: ExportDesk = {
  async list() {
    asked += 1
    return down ? failure('unreachable') : success(empty)
  },
  ask: async () => ({ ok: true }),
  decide: async () => ({ ok: true }),
  fetchFile: async () => null,
  onChanged(listener) {
    tell = listener
    return () => {
      tell = null
    }
  },
}

describe('the list of exports', () => {
  afterEach(() => {
    vi.useRealTimers()
    down = false
    asked = 0
  })

  it('is read at once, and again when the backend tells that something moved, not by the clock', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { result, unmount } = renderHook(() => useExports(desk))
    await waitFor(() => expect(result.current.found).toEqual(empty))
    await act(() => vi.advanceTimersByTimeAsync(120_000))
    expect(asked).toBe(1)
    act(() => tell?.())
    await waitFor(() => expect(asked).toBe(2))
    unmount()
    expect(tell).toBeNull()
  })

  it('is asked for again after an answer that did not come, and what was read before stays', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    down = true
    const { result } = renderHook(() => useExports(desk))
    await waitFor(() => expect(result.current.found).toBe('failed'))
    down = false
    await act(() => vi.advanceTimersByTimeAsync(15_000))
    await waitFor(() => expect(result.current.found).toEqual(empty))
    down = true
    act(() => tell?.())
    await waitFor(() => expect(asked).toBe(3))
    expect(result.current.found).toEqual(empty)
  })
})
