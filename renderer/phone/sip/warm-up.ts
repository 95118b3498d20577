import { Core, Grammar, type UserAgent } from 'sip.js'

/** The first parse of a message costs several times a later one: pay it at connect, not while the first call rings. */
export function warmUp(userAgent: UserAgent): void {
  const logger = userAgent.getLogger('warm-up')
  const message = [
    'INVITE sip:warm@up.invalid;transport=ws SIP/2.0',
    'Via: SIP/2.0/WS up.invalid;branch=z9hG4bKwarm',
    'Record-Route: <sip:up.invalid;transport=ws;lr>',
    'Max-Forwards: 70',
    'To: <sip:warm@up.invalid>',
    'From: "Warm" <sip:up@up.invalid>;tag=warm',
    'Call-ID: warm',
    'CSeq: 1 INVITE',
    'Contact: <sip:up@up.invalid;transport=ws>',
    'Supported: replaces, outbound',
    'Content-Type: application/sdp',
    'Content-Length: 3',
    '',
    'v=0',
  ].join('\r\n')
  const parsed = Core.Parser.parseMessage(message, logger)
  parsed?.parseHeader('contact')
  Grammar.nameAddrHeaderParse('"Warm" <sip:up@up.invalid>;tag=warm')
}
