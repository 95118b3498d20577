import { Inviter, SessionState, type UserAgent } from 'sip.js'

/**
 * Lets what the other side asks wait while the answer of our INVITE is being applied. sip.js drops a request of that moment without a word: a call that is
 * hung up just then would stay until its silence is noticed.
 */
export function deferEarlyRequests(userAgent: UserAgent): void {
  const core = userAgent.userAgentCore
  const pass = core.receiveIncomingRequestFromTransport.bind(core)
  core.receiveIncomingRequestFromTransport = (message) => {
    const dialogId = message.callId + message.toTag + message.fromTag
    const session = Object.values(userAgent._sessions).find(({ dialog }) => dialog?.id === dialogId)
    if (!(session instanceof Inviter) || session.state !== SessionState.Establishing) return pass(message)
    const onState = (): void => {
      session.stateChange.removeListener(onState)
      // Whoever hears of the answer first has to have heard of it.
      queueMicrotask(() => pass(message))
    }
    session.stateChange.addListener(onState)
  }
}
