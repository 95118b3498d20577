import { Web } from 'sip.js'

/** A plain phone of sip.js alone, as its own guide makes one: what ours is compared with. */
export interface SimplePhone {
  /** When calls came, ms since the epoch, oldest first. */
  readonly offers: number[]
  answer(): Promise<void>
  hangUp(): Promise<void>
}
declare global {
  interface Window {
    simple: SimplePhone
  }
}

const query = new URLSearchParams(location.search)
const of = (name: string): string => query.get(name) ?? ''

/** One context hums for all calls: each call gets a copy of the track, which the library stops at its end. */
const context = new AudioContext()
const hum = new MediaStreamAudioDestinationNode(context)
const tone = new OscillatorNode(context, { frequency: Number(of('tone')) })
tone.connect(new GainNode(context, { gain: 0.5 })).connect(hum)
tone.start()
navigator.mediaDevices.getUserMedia = async () => hum.stream.clone()

const audio = document.createElement('audio')
document.body.append(audio)
const offers: number[] = []
const user = new Web.SimpleUser(of('sip'), {
  aor: `sip:${of('user')}@${of('domain')}`,
  media: { remote: { audio } },
  userAgentOptions: {
    authorizationUsername: of('user'),
    authorizationPassword: of('password'),
    logBuiltinEnabled: false,
    // Its default is a STUN server of Google's, for which it would wait 5 s.
    sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
  },
  delegate: { onCallReceived: () => void offers.push(performance.timeOrigin + performance.now()) },
})
await user.connect()
await user.register()
window.simple = { offers, answer: () => user.answer(), hangUp: () => user.hangup() }
