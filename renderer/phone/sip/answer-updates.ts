import type { SessionDescriptionHandler, UserAgent } from 'sip.js'
import { Dialog, type IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { refreshTarget } from './target-refresh.ts'

/** Media of a dialog that can take an offer now; `busy`: one is under way, or the call is not yet answered. */
export type MediaOfDialog = (dialogId: string) => SessionDescriptionHandler | 'busy'

/**
 * Answers UPDATE (RFC 3311), of which sip.js knows nothing: it would say 405, and who refreshes the session by it (RFC 4028) would end the call.
 * Without a description it is a refresh and changes nothing but where the other end is; an offer goes the way of that of a re-INVITE.
 */
export function answerUpdates(userAgent: UserAgent, mediaOf: MediaOfDialog): void {
  const core = userAgent.userAgentCore
  const contact = `Contact: ${userAgent.contact}`
  const reply = (
    message: IncomingRequestMessage,
    statusCode: number,
    body?: { contentType: string; content: string },
  ) =>
    void core.replyStateless(message, {
      statusCode,
      extraHeaders: [contact],
      ...(body ? { body: { ...body, contentDisposition: 'session' } } : {}),
    })
  const answer = async (message: IncomingRequestMessage): Promise<void> => {
    const dialogId = message.callId + message.toTag + message.fromTag
    const dialog = core.dialogs.get(dialogId)
    if (!dialog) return reply(message, 481)
    // Older than what came before (RFC 3261 12.2.2).
    const { remoteSequenceNumber } = dialog
    if (remoteSequenceNumber !== undefined && message.cseq <= remoteSequenceNumber) return reply(message, 500)
    // What every kind of dialog does with a request: its number counts from now on.
    Dialog.prototype.receiveRequest.call(dialog, message)
    if (message.body.trim() === '') {
      refreshTarget(dialog, message)
      return reply(message, 200)
    }
    const media = mediaOf(dialogId)
    if (media === 'busy') return reply(message, 491)
    try {
      await media.setDescription(message.body)
      const { body, contentType } = await media.getDescription()
      refreshTarget(dialog, message)
      reply(message, 200, { contentType, content: body })
    } catch {
      await media.rollbackDescription?.()
      reply(message, 488)
    }
  }
  const pass = core.receiveIncomingRequestFromTransport.bind(core)
  core.receiveIncomingRequestFromTransport = (message) => {
    if (message.method === 'UPDATE') void answer(message)
    else pass(message)
  }
}
