import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { WatchRow } from '#shared/contract/socket/topics.ts'
import type { MonitorMode } from '#shared/seat/monitor.rules.ts'

export interface MonitorState {
  /** Seats that ask for help or have a lead in their call, by seat. */
  readonly watch: ReadonlyMap<string, WatchRow>
  /** The seat whose call is looked at; null: none. */
  readonly chosen: string | null
  /** Why the last act was not done; null: nothing was refused. */
  readonly refusal: CommandRefusal | 'expired' | null
}

export type MonitorStore = StoreApi<MonitorState>

/** Starts with nothing known and nobody chosen. */
export const createMonitorStore = (): MonitorStore =>
  createStore<MonitorState>(() => ({ watch: new Map(), chosen: null, refusal: null }))

/** How the lead is in a seat's call now; null: it is not. */
export const modeIn = (state: MonitorState, own: string, seat: string): MonitorMode | null =>
  state.watch.get(seat)?.leads.find(({ lead }) => lead === own)?.mode ?? null

/** The seat whose call the lead is in; null: none. */
export const seatWithin = (state: MonitorState, own: string): string | null =>
  [...state.watch.keys()].find((seat) => modeIn(state, own, seat) !== null) ?? null
