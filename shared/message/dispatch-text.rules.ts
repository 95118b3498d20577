import { hallMinute } from '../kit/hall-day.ts'

/** What the text of a dispatch is made from. */
export interface DispatchTextParts {
  readonly site: string
  readonly ticketNo: string
  /** The urgency as the hotline names it, e.g. 特急. */
  readonly urgency: string
  /** When the unit has to have signed at the latest, ms since the epoch; null: no limit runs. */
  readonly signBy: number | null
}

/** The text a unit gets when a ticket is dispatched to it: nothing of who asks, or of what. Chinese, as every message of the hotline. */
export function dispatchText({ site, ticketNo, urgency, signBy }: DispatchTextParts): string {
  const limit = signBy === null ? '请尽快签收' : `请于${whenWords(signBy)}前签收`
  return `${site}：工单${ticketNo}已派至贵单位，紧急程度${urgency}，${limit}。`
}

/** 11月24日10:00 by the hall's clock. */
function whenWords(at: number): string {
  const [day = '', time = ''] = hallMinute(at).split(' ')
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日${time}`
}
