import type { TicketInput } from './ticket-values.ts'

/** 一般督办 重点督办 提级督办. */
export const supervisionLevels = ['general', 'key', 'escalated'] as const
export type SupervisionLevel = (typeof supervisionLevels)[number]

/** 满意 基本满意 不满意. */
export const satisfactions = ['satisfied', 'fair', 'unsatisfied'] as const
/** 已解决 部分解决 未解决. */
export const solutions = ['solved', 'partly-solved', 'unsolved'] as const
/** Why a citizen is not satisfied: 未说明 未解决 慢 态度 答非所问 政策不理解 其他. One that gives no reason is not handled again. */
export const discontents = ['none', 'not-solved', 'slow', 'attitude', 'off-point', 'policy-unclear', 'other'] as const
/** 属实 部分属实 不属实. */
export const findings = ['true', 'partly', 'false'] as const
/** 无人接听 拒访 空号 停机. */
export const missedOutcomes = ['no-answer', 'refused', 'empty-number', 'stopped'] as const
export type MissedOutcome = (typeof missedOutcomes)[number]
/** Long-term pending is for these causes alone. */
export const suspensionCauses = ['policy', 'engineering'] as const
/** 测试 无效: what may be voided. */
export const voidCauses = ['test', 'invalid'] as const
/** What a unit says against being responsible: 超职责 超政策 不属实 其他. */
export const returnCauses = ['not-ours', 'beyond-policy', 'untrue', 'other'] as const

/** What a unit reports. */
export interface ReplyWords {
  readonly contacted: boolean
  /** Why nobody spoke with the caller; with `contacted` false alone. */
  readonly notContactedWhy: string
  readonly factual: (typeof findings)[number]
  readonly detail: string
  readonly resolved: boolean
  readonly unresolvedWhy: string
  readonly publicReply: string
}

/** What the citizen said of the result. It judges the handling; how the seat served is asked by the survey after a call, and kept apart. */
export interface RevisitWords {
  readonly contacted: boolean
  readonly solution: (typeof solutions)[number]
  readonly satisfaction: (typeof satisfactions)[number]
  /** `none` too when there is nothing to complain of. */
  readonly cause: (typeof discontents)[number]
  /** In the citizen's words; needed for `other`. */
  readonly why: string
}

/** Whether the citizen complains of the result. */
export const isDiscontent = ({
  solution,
  satisfaction,
}: {
  readonly solution: string
  readonly satisfaction: string
}): boolean => solution !== 'solved' || satisfaction === 'unsatisfied'

/** Fields an agent may mend in a ticket that was sent back. */
export type Mended = {
  readonly [F in Exclude<
    keyof TicketInput,
    'name' | 'phone' | 'address' | 'callerKind' | 'kbRefs' | 'confidential' | 'more'
  >]?: TicketInput[F] | undefined
}

interface Reason {
  readonly reason: string
}

/** Most units that are given parts at once. */
export const mostUnits = 10

/** Assisting units 协办单位 of a dispatch: each has a task of its own, the lead unit answers for all. */
interface Assisted {
  readonly coUnits?: readonly string[] | undefined
}

/** What somebody does to a ticket, with the words it takes. Units are ids of the directory; times ms since the epoch. */
export type TicketAct =
  | { readonly act: 'resubmit'; readonly mended: Mended }
  | ({ readonly act: 'dispatch'; readonly unit: string; readonly complex: boolean; readonly basis: string } & Assisted)
  | ({ readonly act: 'auto-dispatch'; readonly basis: string } & Assisted)
  | ({ readonly act: 'designate'; readonly unit: string } & Reason)
  | ({ readonly act: 'send-back' } & Reason)
  | ({ readonly act: 'merge'; readonly into: string } & Reason)
  | { readonly act: 'sign' }
  | ({
      readonly act: 'ask-return'
      readonly cause: (typeof returnCauses)[number]
      readonly basis: string
      readonly suggestedUnit: string
    } & Reason)
  | { readonly act: 'approve-return' }
  | ({ readonly act: 'reject-return' } & Reason)
  | { readonly act: 'assign'; readonly units: readonly string[]; readonly note: string }
  | { readonly act: 'finish-task'; readonly answer: string }
  | ({ readonly act: 'ask-extension'; readonly plan: string; readonly callerTold: boolean } & Reason)
  | { readonly act: 'approve-extension' }
  | ({ readonly act: 'reject-extension' } & Reason)
  | ({
      readonly act: 'ask-suspension'
      readonly cause: (typeof suspensionCauses)[number]
      readonly reviewOn: number
    } & Reason)
  | { readonly act: 'approve-suspension' }
  | ({ readonly act: 'reject-suspension' } & Reason)
  | ({ readonly act: 'resume' } & Reason)
  | ({ readonly act: 'reply' } & ReplyWords)
  | { readonly act: 'approve-reply' }
  | ({ readonly act: 'send-to-rework' } & Reason)
  | { readonly act: 'start-revisit' }
  | ({ readonly act: 'revisit-result' } & RevisitWords)
  | { readonly act: 'miss-revisit'; readonly outcome: MissedOutcome }
  | ({ readonly act: 'settle'; readonly rework: boolean } & Reason)
  | { readonly act: 'close-unreachable' }
  | ({ readonly act: 'supervise'; readonly level: SupervisionLevel } & Reason)
  | ({ readonly act: 'end-supervision' } & Reason)
  | { readonly act: 'urge'; readonly note: string }
  | { readonly act: 'supplement'; readonly note: string }
  | { readonly act: 'mark-due' }
  | { readonly act: 'withdraw'; readonly confirmation: string }
  | { readonly act: 'void'; readonly cause: (typeof voidCauses)[number]; readonly reason: string }
  | ({ readonly act: 'reopen'; readonly unit: string } & Reason)
  | { readonly act: 'archive' }

/** Acts only the server's clock does. */
export type SystemAct = 'auto-dispatch' | 'close-unreachable' | 'mark-due' | 'archive'
/** Acts a person may ask for. */
export type PersonAct = Exclude<TicketAct, { readonly act: SystemAct }>
export type PersonActName = PersonAct['act']
