import { useStore } from 'zustand'
import { createLeadsStore, type LeadsStore } from './leads.store.ts'
import { createMonitorStore, type MonitorState, type MonitorStore, seatWithin } from './monitor.store.ts'
import type { MonitorDesk } from './monitor-desk.ts'

const nobody = createLeadsStore()
const nowhere = createMonitorStore()

/** A part of what a lead sees; the component renders again only when that part changes. */
export const useMonitor = <T>(store: MonitorStore, select: (state: MonitorState) => T): T => useStore(store, select)

/** The seat whose call this lead is in; null: none, or this seat is no lead's. */
export const useSeatWithin = (desk: Pick<MonitorDesk, 'store' | 'own'> | null): string | null =>
  useStore(desk?.store ?? nowhere, (state) => (desk ? seatWithin(state, desk.own) : null))

/** Leads in this seat's call; null: not known, or a seat without a phone. */
export const useLeads = (store: LeadsStore | null) => useStore(store ?? nobody, ({ rows }) => rows)
