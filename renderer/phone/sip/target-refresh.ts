import type { UserAgent } from 'sip.js'
import {
  type Dialog,
  type DialogState,
  type IncomingMessage,
  NameAddrHeader,
  SessionDialog,
} from 'sip.js/lib/core/index.js'

/** The other end is reached at the Contact of this message from now on (RFC 3261 12.2.1.2, 12.2.2); one without a usable Contact changes nothing. */
export function refreshTarget(dialog: Dialog, message: IncomingMessage): void {
  const contact: unknown = message.parseHeader('contact')
  // sip.js itself sets it by a re-INVITE of the other side alone and has no door for anybody else.
  const { dialogState } = dialog as unknown as { readonly dialogState: DialogState }
  if (contact instanceof NameAddrHeader) dialogState.remoteTarget = contact.uri
}

/** Follows the Contact in the 2xx to a re-INVITE of ours, before its ACK goes there. */
export function followAnswers(userAgent: UserAgent): void {
  const core = userAgent.userAgentCore
  const pass = core.receiveIncomingResponseFromTransport.bind(core)
  core.receiveIncomingResponseFromTransport = (message) => {
    const { statusCode = 0, method } = message
    const dialog = core.dialogs.get(message.callId + message.fromTag + message.toTag)
    const isAccepted = method === 'INVITE' && statusCode >= 200 && statusCode < 300
    // A 2xx that comes again for want of its ACK is older than what has been agreed since.
    const pending = dialog instanceof SessionDialog ? dialog.reinviteUserAgentClient : undefined
    if (dialog && isAccepted && pending && core.userAgentClients.get(message.viaBranch + method) === pending)
      refreshTarget(dialog, message)
    pass(message)
  }
}
