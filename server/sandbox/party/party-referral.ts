import { Inviter, type Referral, type Session, SessionState, URI } from 'sip.js'

/** `sip:user@domain` in angle brackets, as Refer-To wants it where headers follow (RFC 3515 2.1). */
function referTo(session: Session, target: string, replaces: string | null): URI {
  const host = session.userAgent.configuration.uri.host
  const headers = replaces === null ? '' : `?Replaces=${encodeURIComponent(replaces)}`
  return Object.assign(new URI('sip', target, host), { toString: () => `<sip:${target}@${host}${headers}>` })
}

/** The status of a NOTIFY's body (message/sipfrag, RFC 3420); 0: there is none. */
const statusIn = (body: string): number => Number(/^SIP\/2\.0 (\d{3})/.exec(body)?.[1] ?? 0)

/**
 * Asks the far end to call `target` of the domain in place of this call; `replaces`: and to take over that call there (RFC 5589 7).
 * Gives the final status it tells, or that of its refusal; null: the call ended before it told any.
 */
export function sendReferral(session: Session, target: string, replaces: string | null): Promise<number | null> {
  return new Promise((resolve, reject) => {
    session.stateChange.addListener((state) => {
      if (state === SessionState.Terminated) resolve(null)
    })
    session
      .refer(referTo(session, target, replaces), {
        onNotify(notification) {
          notification.accept().catch(reject)
          const status = statusIn(notification.request.body)
          if (status >= 200) resolve(status)
        },
        requestDelegate: { onReject: (response) => resolve(response.message.statusCode ?? null) },
      })
      .catch(reject)
  })
}

/** Tells who referred us how it goes on (RFC 3515 2.4.4). Who has hung up meanwhile is not told. */
function report(session: Session, status: number, reason: string): void {
  const subscription = status < 200 ? 'active;expires=60' : 'terminated;reason=noresource'
  session.dialog?.notify(undefined, {
    extraHeaders: ['Event: refer', `Subscription-State: ${subscription}`],
    body: {
      contentDisposition: 'render',
      contentType: 'message/sipfrag;version=2.0',
      content: `SIP/2.0 ${status} ${reason}`,
    },
  })
}

/** The INVITE a REFER asks for; null: it names nobody who can be called. */
function inviterFor(session: Session, referral: Referral): Inviter | null {
  try {
    const { referTo: to, replaces, referredBy } = referral
    const target = to.uri.clone()
    target.clearHeaders()
    const extraHeaders = [
      ...(replaces ? [`Replaces: ${decodeURIComponent(replaces)}`] : []),
      ...(referredBy ? [`Referred-By: ${referredBy}`] : []),
    ]
    return new Inviter(session.userAgent, target, { earlyMedia: false, extraHeaders })
  } catch {
    return null
  }
}

/**
 * Does what a REFER asks: 202, the INVITE, and a NOTIFY for each thing that becomes of it.
 * `begun` gets the new session before it is sent.
 */
export async function followReferral(
  session: Session,
  referral: Referral,
  begun: (inviter: Inviter) => void,
): Promise<void> {
  const inviter = inviterFor(session, referral)
  if (!inviter) return referral.reject({ statusCode: 400 })
  await referral.accept()
  report(session, 100, 'Trying')
  begun(inviter)
  const tell = ({ message }: { message: { statusCode?: number | undefined; reasonPhrase?: string | undefined } }) =>
    report(session, message.statusCode ?? 500, message.reasonPhrase ?? '')
  const failed = () => report(session, 488, 'Not Acceptable Here')
  try {
    await inviter.invite({
      requestDelegate: {
        onProgress: tell,
        // An answer whose sound cannot be used is none.
        onAccept: (response) => (inviter.state === SessionState.Established ? tell(response) : failed()),
        onRedirect: tell,
        onReject: tell,
      },
    })
  } catch {
    failed()
  }
}
