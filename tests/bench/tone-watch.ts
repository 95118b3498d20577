import type { Page } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { toneLevel } from '#tests/support/tones.ts'

declare global {
  interface Window {
    /** Put there by `watchTones`: when what the page receives first holds the tone from now on, ms since the epoch. */
    firstTone?: (hertz: number) => Promise<number>
  }
}

/** What each end hums, Hz: each a whole number of waves in 20 ms, so that none is heard in another's place. */
export const tones = { seat: 600, citizen: 1000, expert: 1700 } as const
/** dB of full scale: the tone is there. */
const there = -30

/** Listens to all that arrives, with one context made beforehand: nothing is opened while time is measured. */
export const watchTones = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    let context: AudioContext | undefined
    const ears: { readonly track: MediaStreamTrack; readonly analyser: AnalyserNode }[] = []
    const Native = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        context ??= new AudioContext()
        const analyser = new AnalyserNode(context, { fftSize: 1024 })
        this.addEventListener('track', ({ track }) => {
          context?.createMediaStreamSource(new MediaStream([track])).connect(analyser)
          ears.push({ track, analyser })
        })
      }
    }
    window.firstTone = async (hertz) => {
      const samples = new Float32Array(1024)
      const omega = (2 * Math.PI * hertz) / (context?.sampleRate ?? 48_000)
      const isLoud = ({ analyser }: { readonly analyser: AnalyserNode }): boolean => {
        analyser.getFloatTimeDomainData(samples)
        let [re, im] = [0, 0]
        samples.forEach((sample, n) => {
          re += sample * Math.cos(omega * n)
          im += sample * Math.sin(omega * n)
        })
        return (2 * Math.hypot(re, im)) / samples.length > 0.03
      }
      while (!ears.some((ear) => ear.track.readyState === 'live' && isLoud(ear)))
        await new Promise((resolve) => setTimeout(resolve, 4))
      return performance.timeOrigin + performance.now()
    }
  })

/** When the party first hears the tone from now on, ms since the epoch. */
export const partyHears = (call: PartyCall, hertz: number): Promise<number> =>
  new Promise((resolve) => {
    const stop = call.onAudio((frame) => {
      if (toneLevel(frame, hertz) < there) return
      stop()
      resolve(Date.now())
    })
  })

/** When the party last heard the tone: after it, it is away for 100 ms. */
export const partyLoses = (call: PartyCall, hertz: number): Promise<number> =>
  new Promise((resolve) => {
    let [last, without] = [Date.now(), 0]
    const stop = call.onAudio((frame) => {
      const heard = toneLevel(frame, hertz) >= there
      without = heard ? 0 : without + 1
      if (heard) last = Date.now()
      if (without < 5) return
      stop()
      resolve(last)
    })
  })
