import type { TextVerdict } from '#shared/message/text-outbox.rules.ts'

/** One text message 短信 on its way. */
export interface OutgoingText {
  /** The same at each try: a gateway that knows it sends nothing again. */
  readonly id: string
  /** A mobile number, normalised. */
  readonly to: string
  readonly text: string
}

/** Who carries text messages to telephones. Never throws for an outage; number and text go into no log. */
export interface TextGateway {
  send(text: OutgoingText): Promise<TextVerdict>
}
