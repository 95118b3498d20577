/** What one hotline tells another of a call it hands over (随路数据). No name, number or free text: who calls is for the citizen to say again. '' is not known. */
export interface CallData {
  /** The call's id at the hotline it comes from. */
  readonly callId: string
  /** Division code of the hotline it comes from. */
  readonly city: string
  /** Node of the demand tree. */
  readonly matter: string
  /** Division code. */
  readonly place: string
  readonly urgency: string
  /** What the caller speaks, BCP 47: `cmn` is Mandarin, `zh` a dialect of Chinese. */
  readonly language: string
  /** At the hotline it comes from. */
  readonly ticketNo: string
  /** Then nothing of the demand is told. */
  readonly confidential: boolean
}

/** What a call is about, as its draft has it. */
export type CallMatter = Pick<CallData, 'matter' | 'place' | 'urgency' | 'language' | 'ticketNo' | 'confidential'>

/** What goes along with a call. Of a confidential demand no more than that it is one. */
export function callDataOf(call: Pick<CallData, 'callId' | 'city'>, about: CallMatter | null): CallData {
  const { callId, city } = call
  const nothing = { matter: '', place: '', urgency: '', language: '', ticketNo: '' }
  if (about === null || about.confidential)
    return { callId, city, ...nothing, confidential: about?.confidential ?? false }
  const { matter, place, urgency, language, ticketNo, confidential } = about
  return { callId, city, matter, place, urgency, language, ticketNo, confidential }
}
