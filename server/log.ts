import pino, { type DestinationStream, type Logger } from 'pino'

/** Long runs of digits may be somebody's number, whatever text they stand in. */
const numbers = /\+?\d{7,}/g
const hide = (text: string): string => text.replace(numbers, '<number>')

/** The program's log: JSON lines on standard error. Errors keep type, code and stack; numbers in their texts are hidden. */
export function createLog(level: string, into: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  return pino(
    {
      level,
      redact: {
        paths: ['token', 'secret', 'password', 'number', 'name', '*.token', '*.secret', '*.password', '*.number'],
        censor: '<hidden>',
      },
      serializers: {
        error: (error: unknown) => {
          if (!(error instanceof Error)) return { type: typeof error }
          const { name, message, stack } = error
          const code = (error as { code?: unknown }).code
          return {
            type: name,
            message: hide(message),
            stack: hide(stack ?? ''),
            ...(code === undefined ? {} : { code }),
          }
        },
      },
    },
    into,
  )
}
