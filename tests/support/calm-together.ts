import type { Together } from '#shared/contract/phone/together.schema.ts'

/** Nothing is under way between the parties of a phone. */
export const calmTogether: Together = {
  mix: 'none',
  privateWith: null,
  state: 'calm',
  act: null,
  reaching: null,
  trouble: null,
}
