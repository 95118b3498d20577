/** What a seat's greeting (报工号) is made of: digits of its number, and two phrases that follow. */
export const greetingWords = {
  '0': '零',
  '1': '幺',
  '2': '二',
  '3': '三',
  '4': '四',
  '5': '五',
  '6': '六',
  '7': '七',
  '8': '八',
  '9': '九',
  service: '号话务员为您服务',
  notice: '本次通话将被录音',
} as const
export type GreetingPiece = keyof typeof greetingWords
export const greetingPieces = Object.keys(greetingWords) as readonly GreetingPiece[]

const isPiece = (digit: string): digit is GreetingPiece => Object.hasOwn(greetingWords, digit)

/** The pieces in the order they are said. A seat's number is digits alone; anything else in it is left out. */
export const greetingOf = (seat: string): readonly GreetingPiece[] => [
  ...[...seat].filter(isPiece),
  'service',
  'notice',
]

/** The greeting as it is read on a screen. */
export const greetingText = (seat: string): string => `${seat} ${greetingWords.service}，${greetingWords.notice}`
