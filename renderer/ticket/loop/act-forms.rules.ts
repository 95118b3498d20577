import { hallDayNamed } from '#shared/kit/hall-day.ts'
import { listOf } from '#shared/ticket/more-values.ts'
import {
  discontents,
  findings,
  isDiscontent,
  missedOutcomes,
  type PersonAct,
  type PersonActName,
  returnCauses,
  satisfactions,
  solutions,
  supervisionLevels,
  suspensionCauses,
  voidCauses,
} from '#shared/ticket/ticket-act.ts'

/** A field of an act's small form. `yes`: yes or no; `unit`: of the directory; `units`: several, by comma; `day`: yyyy-mm-dd. */
export type ActField = {
  readonly name: string
  /** Whether it applies to what is typed so far; without it, always. */
  readonly when?: (values: ActValues) => boolean
} & (
  | { readonly kind: 'line' | 'long' | 'unit' | 'units' | 'yes' | 'day'; readonly required: boolean }
  | { readonly kind: 'choice'; readonly of: readonly string[]; readonly required: true }
)

const line = (name: string, required = true): ActField => ({ name, kind: 'line', required })
const long = (name: string, required = true): ActField => ({ name, kind: 'long', required })
const unit = (name: string, required = true): ActField => ({ name, kind: 'unit', required })
const units = (name: string, required = true): ActField => ({ name, kind: 'units', required })
const yes = (name: string): ActField => ({ name, kind: 'yes', required: true })
const choice = (name: string, of: readonly string[]): ActField => ({ name, kind: 'choice', of, required: true })
const reason = line('reason')
const discontent = ({ solution = '', satisfaction = '' }: ActValues) => isDiscontent({ solution, satisfaction })

/** What each act asks for; an act without fields is done by one press. */
export const actFields: Readonly<Record<PersonActName, readonly ActField[]>> = {
  resubmit: [line('title'), long('content')],
  dispatch: [unit('unit'), units('coUnits', false), yes('complex'), line('basis', false)],
  designate: [unit('unit'), reason],
  merge: [line('into'), reason],
  'send-back': [reason],
  sign: [],
  reply: [
    yes('contacted'),
    { ...line('notContactedWhy'), when: ({ contacted }) => contacted === 'no' },
    choice('factual', findings),
    long('detail'),
    yes('resolved'),
    { ...line('unresolvedWhy'), when: ({ resolved }) => resolved === 'no' },
    long('publicReply'),
  ],
  'finish-task': [long('answer')],
  assign: [units('units'), line('note', false)],
  'ask-extension': [reason, line('plan'), yes('callerTold')],
  'ask-return': [choice('cause', returnCauses), reason, line('basis'), unit('suggestedUnit', false)],
  'ask-suspension': [choice('cause', suspensionCauses), reason, { name: 'reviewOn', kind: 'day', required: true }],
  'approve-return': [],
  'reject-return': [reason],
  'approve-extension': [],
  'reject-extension': [reason],
  'approve-suspension': [],
  'reject-suspension': [reason],
  resume: [reason],
  'approve-reply': [],
  'send-to-rework': [reason],
  'start-revisit': [],
  'revisit-result': [
    yes('contacted'),
    choice('solution', solutions),
    choice('satisfaction', satisfactions),
    { ...choice('cause', discontents), when: discontent },
    { ...line('why', false), when: discontent },
  ],
  'miss-revisit': [choice('outcome', missedOutcomes)],
  settle: [yes('rework'), reason],
  urge: [line('note', false)],
  supplement: [long('note')],
  supervise: [choice('level', supervisionLevels), reason],
  'end-supervision': [reason],
  withdraw: [line('confirmation')],
  reopen: [unit('unit', false), reason],
  void: [choice('cause', voidCauses), reason],
}

/** What is typed, by field. */
export type ActValues = Readonly<Record<string, string>>

/** What the form starts with. */
export interface ActStart {
  readonly title: string
  readonly content: string
  readonly leadUnit: string
  readonly more: { readonly coUnits?: string | undefined }
}

const startsYes: readonly string[] = ['contacted', 'resolved', 'callerTold']

/** The values a form opens with: the usual ones, so that most acts are one field and Enter. */
export function firstValues(act: PersonActName, start: ActStart): ActValues {
  const first = (field: ActField): string => {
    if (field.kind === 'yes') return startsYes.includes(field.name) ? 'yes' : 'no'
    if (field.kind === 'choice') return field.of[0] ?? ''
    if (act === 'dispatch' && field.name === 'unit') return start.leadUnit
    if (act === 'dispatch' && field.name === 'coUnits') return start.more.coUnits ?? ''
    if (act === 'resubmit') return field.name === 'title' ? start.title : start.content
    return ''
  }
  return Object.fromEntries(actFields[act].map((field) => [field.name, first(field)]))
}

/** The fields of an act that apply to what is typed so far. */
export const shownFields = (act: PersonActName, values: ActValues): readonly ActField[] =>
  actFields[act].filter(({ when }) => when?.(values) ?? true)

/** Fields that are wanted and empty, or no day. */
export function missingFields(act: PersonActName, values: ActValues): readonly string[] {
  return shownFields(act, values)
    .filter(({ name, kind, required }) => {
      const value = (values[name] ?? '').trim()
      if (kind === 'day') return hallDayNamed(value) === null
      return required && value === ''
    })
    .map(({ name }) => name)
}

/** The act as the contract wants it; its schema judges the words on the server. */
export function toAct(act: PersonActName, values: ActValues): PersonAct {
  const said = Object.fromEntries(
    actFields[act].map((field) => {
      const { name, kind, when } = field
      const applies = when?.(values) ?? true
      const value = applies ? (values[name] ?? '').trim() : field.kind === 'choice' ? (field.of[0] ?? '') : ''
      if (kind === 'yes') return [name, value === 'yes']
      if (kind === 'day') return [name, hallDayNamed(value)?.start ?? 0]
      return [name, kind === 'units' ? listOf(value) : value]
    }),
  )
  return (act === 'resubmit' ? { act, mended: said } : { act, ...said }) as PersonAct
}
