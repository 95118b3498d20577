import type { Language } from './texts.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** A running timer: `03:20`, from an hour on `1:03:20`. Negative counts as zero. @param ms milliseconds */
export function formatTimer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** A length of time as people say it: `3 min 20 s`, `3 分 20 秒`. @param ms milliseconds */
export function formatDuration(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const words = language === 'en' ? [' h', ' min', ' s'] : [' 小时', ' 分', ' 秒']
  const parts = [hours, minutes, rest].map((n, index) => ({ n, word: words[index] }))
  const shown = parts.filter(({ n }, index) => n > 0 || (index === 2 && seconds === 0))
  return shown.map(({ n, word }) => `${n}${word}`).join(' ')
}

/** Time of day, 24 hours: `14:03`. @param at ms since the epoch */
export function formatClock(at: number): string {
  const date = new Date(at)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Date and time in full, for tooltips: `2026-11-23 14:03:07`. @param at ms since the epoch */
export function formatMoment(at: number): string {
  const date = new Date(at)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${formatClock(at)}:${two(date.getSeconds())}`
}

/** Today `14:03`; this year `11-23 14:03`; else `2025-11-23`. @param at ms since the epoch @param now ms since the epoch */
export function formatWhen(at: number, now: number): string {
  const [date, today] = [new Date(at), new Date(now)]
  if (date.toDateString() === today.toDateString()) return formatClock(at)
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return date.getFullYear() === today.getFullYear() ? `${day} ${formatClock(at)}` : `${date.getFullYear()}-${day}`
}
