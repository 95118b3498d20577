import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConferenceInfo } from '#renderer/phone/together/conference-info.ts'

const users = `<users>
  <user entity="sip:9001@home.test;transport=ws" state="full"><display-text> 秦海川 </display-text>
    <endpoint entity="sip:9001@home.test"><status>connected</status><media id="1"><status>recvonly</status></media></endpoint></user>
  <user entity="sip:citizen-1@home.test" state="partial"/>
  <user entity="sip:9002@home.test"><endpoint entity="sip:9002@home.test"><status>disconnected</status></endpoint></user>
  <user entity="sip:9003@home.test" state="deleted"/>
</users>`
const whole = (inside = users, attributes = 'entity="sip:conf.1@home.test" state="partial" version="7"', start = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${start}<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" ${attributes}>${inside}</conference-info>`

describe('a document of the conference package', () => {
  it('is read with who is in it, how, and what is not said of whom', () => {
    expect(readConferenceInfo(whole())).toEqual({
      entity: 'sip:conf.1@home.test',
      version: 7,
      state: 'partial',
      users: [
        { entity: 'sip:9001@home.test', state: 'full', name: '秦海川', connected: true, muted: true },
        { entity: 'sip:citizen-1@home.test', state: 'partial', name: null, connected: null, muted: null },
        { entity: 'sip:9002@home.test', state: 'full', name: null, connected: false, muted: false },
        { entity: 'sip:9003@home.test', state: 'deleted', name: null, connected: null, muted: null },
      ],
    })
  })

  const user = (attributes: string) => whole(`<users><user ${attributes}/></users>`)
  it.each([
    ['a document type', whole(users, undefined, '<!DOCTYPE x [<!ENTITY a "b">]>')],
    ['an entity out of a file', whole('&a;', undefined, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')],
    ['CDATA', whole('<![CDATA[x]]>')],
    ['an open end', whole().slice(0, -5)],
    ['another name', '<roster xmlns="urn:ietf:params:xml:ns:conference-info"/>'],
    ['no namespace', whole().replace(/ xmlns="[^"]+"/, '')],
    ['no version', whole('', 'entity="sip:conf.1@home.test"')],
    ['a version that is no number', whole('', 'entity="sip:conf.1@home.test" version="-1"')],
    ['a state of no meaning', whole('', 'entity="sip:conf.1@home.test" version="1" state="half"')],
    ['no address of its own', whole('', 'version="1"')],
    ['a user without an address', user('')],
    ['a user with a script for an address', user('entity="javascript:alert(1)"')],
    ['a user in a state of no meaning', user('entity="sip:a@h" state="x"')],
    ['too many users', whole(`<users>${'<user entity="sip:a@h"/>'.repeat(65)}</users>`)],
    ['too many characters', whole(`<!--${'x'.repeat(65_536)}-->`)],
    ['nothing', ''],
  ])('is refused with %s', (_what, text) => expect(readConferenceInfo(text)).toBeNull())

  it('survives anything that is no document, and any document with a piece torn out of it', () => {
    const text = whole()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(text.length), fc.nat(40), (noise, at, length) => {
        expect(readConferenceInfo(noise)).toBeNull()
        const torn = text.slice(0, at) + noise + text.slice(at + length)
        for (const { entity } of readConferenceInfo(torn)?.users ?? []) expect(entity).toMatch(/^sips?:[^\s<>"@;?]+@/)
      }),
      { numRuns: 30 },
    )
  })
})
