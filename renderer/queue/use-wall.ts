import { useCallback, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { WallSeatRow } from '#shared/contract/socket/topics.ts'
import type { Wall, WallState } from './wall.store.ts'

/** A part of the wall's state; renders again only when that part changes. */
export const useWall = <T>(wall: Wall, select: (state: WallState) => T): T => useStore(wall.state, select)

/** One seat; renders again only when that seat changes. */
export function useSeat(wall: Wall, seat: string): WallSeatRow | undefined {
  const watch = useCallback((listener: () => void) => wall.seats.watch(seat, listener), [wall, seat])
  return useSyncExternalStore(watch, () => wall.seats.get(seat))
}
