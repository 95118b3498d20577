import { statusNames, typeNames, urgencyNames } from '#shared/ticket/ticket-names.ts'

const words: Readonly<Record<string, string>> = {
  ...statusNames,
  ...typeNames,
  ...urgencyNames,
  near: '即将超期',
  overdue: '已超期',
}

/** Name of a closed value as it stands in a file, which has no language of a desk. */
export const exportWord = (code: string): string => words[code] ?? code
