import { hallDay } from '../kit/hall-day.ts'

/** The hall's day as yyyyMMdd. @param at ms since the epoch */
export const compactDay = (at: number): string => hallDay(at).day.replaceAll('-', '')

/** 工单编号: `TJ`, the day, six digits that count from 1 within it. */
export function formatTicketNo(day: string, count: number): string {
  return `TJ${day}${String(count).padStart(6, '0')}`
}
