import { useStore } from 'zustand'
import { createLeadsStore, type LeadsStore } from './leads.store.ts'
import type { MonitorState, MonitorStore } from './monitor.store.ts'

const nobody = createLeadsStore()

/** A part of what a lead sees; the component renders again only when that part changes. */
export const useMonitor = <T>(store: MonitorStore, select: (state: MonitorState) => T): T => useStore(store, select)

/** Leads in this seat's call; null: not known, or a seat without a phone. */
export const useLeads = (store: LeadsStore | null) => useStore(store ?? nobody, ({ rows }) => rows)
