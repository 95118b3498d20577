/**
 * Messages in the spirit of RFC 4475 (the case's name there in brackets), written anew for a WebSocket edge:
 * one message a frame, so what follows the body is a fault of framing.
 */
const crlf = (lines: readonly string[], body = '') => `${lines.join('\r\n')}\r\n\r\n${body}`

interface Parts {
  readonly start?: string
  readonly via?: string
  readonly from?: string
  readonly to?: string
  readonly callId?: string
  readonly cseq?: string
  readonly length?: string
  readonly more?: readonly string[]
  readonly body?: string
}

function message(parts: Parts = {}): string {
  return crlf(
    [
      parts.start ?? 'INVITE sip:user@example.com SIP/2.0',
      `Via: ${parts.via ?? 'SIP/2.0/WS host1.example.com;branch=z9hG4bKkdjuw'}`,
      'Max-Forwards: 70',
      `From: ${parts.from ?? 'sip:caller@example.net;tag=242etr'}`,
      `To: ${parts.to ?? 'sip:j.user@example.com'}`,
      `Call-ID: ${parts.callId ?? 'ltgtruri.1@192.0.2.5'}`,
      `CSeq: ${parts.cseq ?? '1 INVITE'}`,
      ...(parts.more ?? []),
      `Content-Length: ${parts.length ?? Buffer.byteLength(parts.body ?? '')}`,
    ],
    parts.body ?? '',
  )
}

const response = (status: string, more: Parts = {}) => message({ ...more, start: `SIP/2.0 ${status}` })

/** Messages that have to be taken: name, text. */
export const valid: readonly [readonly [string, string], readonly [string, string], ...(readonly [string, string])[]] =
  [
    [
      'a short tortuous INVITE (wsinv)',
      crlf(
        [
          'INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0',
          'TO :',
          ' sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n',
          'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>',
          '  ;',
          '  tag = 98asjd8',
          'MaX-fOrWaRdS: 0068',
          'Call-ID: wsinv.ndaksdj@192.0.2.1',
          'cseq: 0009',
          '  INVITE',
          'Via  : SIP  /   2.0',
          ' /UDP',
          '    192.0.2.2;branch=390skdjuw',
          's :',
          'NewFangledHeader:   newfangled value',
          ' continued newfangled value',
          'UnknownHeaderWithUnusualValue: ;;,,;;,;',
          'Content-Type: application/sdp',
          'Route:',
          ' <sip:services.example.com;lr;unknownwith=value;unknown-no-value>',
          'v:  SIP  / 2.0  / TCP     spindle.example.com   ;',
          '  branch  =   z9hG4bK9ikj8  ,',
          ' SIP  /    2.0   / UDP  192.168.255.111   ; branch=',
          ' z9hG4bK30239',
          'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =',
          '      newvalue ;',
          '  secondparam ; q = 0.33',
          'l: 3',
        ],
        'v=0',
      ),
    ],
    ['a plain INVITE', message({ more: ['Contact: <sip:a@b.invalid;transport=ws>'] })],
    [
      'unusual method characters (intmeth)',
      message({
        start:
          "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0",
        cseq: "139122385 !interesting-Method0123456789_*+`.%indeed'~",
      }),
    ],
    [
      'percent escapes (esc01, escnull)',
      message({
        start: 'INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0',
        more: ['Contact: <sip:%00@host5.example.com>, <sip:%00%00@host5.example.com>'],
      }),
    ],
    [
      'percent signs that escape nothing in a method (esc02)',
      message({ start: 'RE%47IST%45R sip:registrar.example.com SIP/2.0', cseq: '1 RE%47IST%45R' }),
    ],
    ['no blank before < (lwsdisp)', message({ from: 'caller<sip:caller@example.com>;tag=323' })],
    [
      'long values (longreq)',
      message({
        from: `"${'very'.repeat(200)}" <sip:a@example.com>;tag=${'9'.repeat(300)}`,
        callId: `${'long'.repeat(100)}@example.com`,
      }),
    ],
    [
      'semicolons in the user part (semiuri)',
      message({ start: 'OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0', cseq: '1 OPTIONS' }),
    ],
    [
      'unknown transports in Via (transports)',
      message({
        via: 'SIP/2.0/UDP t1.example.com;branch=z9hG4bKkdjuw, SIP/2.0/UNKNOWN t7.example.com;branch=z9hG4bK2',
      }),
    ],
    ['an unusual reason (unreason)', response('200 = 2**3 * 5**2 но сто девяносто девять - простое')],
    ['an empty reason (noreason)', response('100 ')],
    ['blank lines before it', `\r\n\r\n${message()}`],
    [
      'an IPv6 host',
      message({ start: 'INVITE sip:[2001:db8::10]:5060 SIP/2.0', via: 'SIP/2.0/WS [2001:db8::9:1];branch=z9hG4bKas' }),
    ],
  ]

/** Messages that have to be refused: name, status, text. */
export const torture: readonly (readonly [string, number, string])[] = [
  ['extraneous separators (badinv01)', 400, message({ more: ['Contact: "Joe" <sip:joe@example.org>;;;;'] })],
  ['a body shorter than Content-Length (clerr)', 400, message({ length: '9999', body: 'v=0' })],
  ['a negative Content-Length (ncl)', 400, message({ length: '-999', body: 'v=0' })],
  [
    'a body longer than Content-Length (dblreq in one frame)',
    400,
    message({ length: '0', body: 'INVITE sip:x SIP/2.0' }),
  ],
  ['numbers out of range (scalar02)', 400, message({ cseq: '36893488147419103232 INVITE' })],
  ['CSeq at 2^31', 400, message({ cseq: '2147483648 INVITE' })],
  ['Max-Forwards above 255', 400, message().replace('Max-Forwards: 70', 'Max-Forwards: 300')],
  ['an Expires out of range', 400, message({ more: ['Expires: 10000000000000000000000000000000'] })],
  ['a Contact expires out of range', 400, message({ more: ['Contact: <sip:a@b>;expires=280297596632815'] })],
  ['an unterminated quote (quotbal)', 400, message({ to: '"Mr. J. User <sip:j.user@example.com>' })],
  ['<> around the Request-URI (ltgtruri)', 400, message({ start: 'INVITE <sip:user@example.com> SIP/2.0' })],
  ['a blank in the Request-URI (lwsruri)', 400, message({ start: 'INVITE sip:user@example.com; lr SIP/2.0' })],
  ['two blanks in the start line (lwsstart)', 400, message({ start: 'INVITE  sip:user@example.com  SIP/2.0' })],
  ['a trailing blank in the start line (trws)', 400, message({ start: 'INVITE sip:user@example.com SIP/2.0  ' })],
  [
    'headers in the Request-URI (escruri)',
    400,
    message({ start: 'INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0' }),
  ],
  ['a method in the Request-URI', 400, message({ start: 'INVITE sip:user@example.com;method=REGISTER SIP/2.0' })],
  ['a date that is not GMT (baddate)', 400, message({ more: ['Date: Fri, 01 Jan 2010 16:00:00 EST'] })],
  [
    'an unbracketed ? in Contact (regbadct)',
    400,
    message({ more: ['Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E'] }),
  ],
  ['blanks within an address (badaspec)', 400, message({ to: '"Watson, Thomas" < sip:t.watson@example.org >' })],
  [
    'a display name that should be quoted (baddn)',
    400,
    message({ from: 'Bell, Alexander <sip:a.g.bell@example.com>;tag=43' }),
  ],
  ['another version (badvers)', 505, message({ start: 'OPTIONS sip:t.watson@example.org SIP/7.0', cseq: '1 OPTIONS' })],
  ['another method in CSeq (mismatch01, mismatch02)', 400, message({ start: 'OPTIONS sip:user@example.com SIP/2.0' })],
  ['a status beyond 699 (bigcode)', 400, response('4294967301 better not break the receiver')],
  [
    'no Call-ID, From or To (insuf)',
    400,
    crlf([
      'INVITE sip:user@example.com SIP/2.0',
      'CSeq: 193942 INVITE',
      'Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf',
      'l: 0',
    ]),
  ],
  [
    'an unknown scheme (unkscm)',
    416,
    message({ start: 'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0', cseq: '3923423 OPTIONS' }),
  ],
  ['an http URI (novelsc)', 416, message({ start: 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0', cseq: '1 OPTIONS' })],
  ['single-value headers given twice (multi01)', 400, message({ more: ['CSeq: 59 INVITE', 'Call-ID: other'] })],
  ['Content-Length given twice (mcl01)', 400, message({ more: ['Content-Length: 0'] })],
  ['no tag in From', 400, message({ from: '<sip:caller@example.net>' })],
  ['a NUL in a header', 400, message({ more: ['X-A: a\u0000b'] })],
  ['a header without a colon', 400, message({ more: ['This is no header'] })],
  ['a bare line feed in a header', 400, message({ more: ['X-A: a\nX-B: b'] })],
  ['a Via that is none', 400, message({ via: 'SIP/2.0/WS' })],
  ['a Via with a port out of range', 400, message({ via: 'SIP/2.0/WS host:99999;branch=z9hG4bKa' })],
  ['a Route that is none', 400, message({ more: ['Route: <sip:a@b>, nonsense'] })],
  ['a Require that is none', 400, message({ more: ['Require: a b'] })],
  ['nothing after the method', 400, message({ start: 'INVITE' })],
]
