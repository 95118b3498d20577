import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Put there by `installEar`: level of one frequency in what the page receives, dB relative to a full-scale sine. */
    earLevel?: (hertz: number, ms: number) => Promise<number>
    /** The same for what the page lets its person hear: its audio elements that are not muted. */
    personLevel?: (hertz: number, ms: number) => Promise<number>
    /** Put there by `installEar`: the longest silence, ms, in what the page receives while it listens so long. */
    earGap?: (ms: number) => Promise<number>
    /** Put there by `installEar`: when a track that comes from now on first sounds with the frequency, ms since the epoch. */
    earFirst?: (hertz: number) => Promise<number>
    /** The same for what the page lets its person hear: an audio element that begins to play from now on, however short it sounds. */
    personFirst?: (hertz: number) => Promise<number>
  }
}

/** Hooks the page's RTCPeerConnections before any script runs, so that a test can hear what arrives from the network. */
export async function installEar(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: MediaStreamTrack[] = []
    const players: HTMLMediaElement[] = []
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function () {
      if (!players.includes(this)) players.push(this)
      return play.call(this)
    }
    const Native = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        this.addEventListener('track', (event) => void heard.push(event.track))
      }
    }
    const firstOf = async (tracks: () => readonly MediaStreamTrack[], hertz: number) => {
      const known = new Set(tracks())
      const context = new AudioContext()
      await context.resume()
      const analyser = new AnalyserNode(context, { fftSize: 1024 })
      const samples = new Float32Array(analyser.fftSize)
      const omega = (2 * Math.PI * hertz) / context.sampleRate
      for (;;) {
        for (const track of tracks().filter((one) => !known.has(one))) {
          known.add(track)
          context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
        }
        analyser.getFloatTimeDomainData(samples)
        const re = samples.reduce((sum, sample, n) => sum + sample * Math.cos(omega * n), 0)
        const im = samples.reduce((sum, sample, n) => sum + sample * Math.sin(omega * n), 0)
        if ((2 * Math.hypot(re, im)) / samples.length > 0.03) break
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const at = performance.timeOrigin + performance.now()
      await context.close()
      return at
    }
    const played = () =>
      players.flatMap(({ muted, srcObject }) =>
        !muted && srcObject instanceof MediaStream ? srcObject.getAudioTracks() : [],
      )
    window.earFirst = (hertz) => firstOf(() => heard, hertz)
    window.personFirst = (hertz) => firstOf(played, hertz)
    window.earGap = async (ms) => {
      const context = new AudioContext()
      await context.resume()
      const analyser = new AnalyserNode(context, { fftSize: 256 })
      for (const track of heard.filter(({ readyState }) => readyState === 'live'))
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
      const samples = new Float32Array(analyser.fftSize)
      const loud = () => {
        analyser.getFloatTimeDomainData(samples)
        return samples.some((sample) => Math.abs(sample) > 0.03)
      }
      const pause = () => new Promise((resolve) => setTimeout(resolve, 2))
      while (!loud()) await pause()
      const begin = performance.now()
      let [last, longest] = [begin, 0]
      while (performance.now() - begin < ms) {
        const now = performance.now()
        if (loud()) last = now
        else longest = Math.max(longest, now - last)
        await pause()
      }
      await context.close()
      return longest
    }
    const levelOf = async (tracks: readonly MediaStreamTrack[], hertz: number, ms: number) => {
      const context = new AudioContext()
      await context.resume()
      const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
      for (const track of tracks.filter(({ readyState }) => readyState === 'live')) {
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
      }
      await new Promise((resolve) => setTimeout(resolve, ms))
      const samples = new Float32Array(analyser.fftSize)
      analyser.getFloatTimeDomainData(samples)
      await context.close()
      const omega = (2 * Math.PI * hertz) / context.sampleRate
      let re = 0
      let im = 0
      samples.forEach((sample, n) => {
        const window = 1 - Math.cos((2 * Math.PI * n) / samples.length)
        re += sample * window * Math.cos(omega * n)
        im += sample * window * Math.sin(omega * n)
      })
      return 20 * Math.log10((2 * Math.hypot(re, im)) / samples.length + 1e-9)
    }
    window.earLevel = (hertz, ms) => levelOf(heard, hertz, ms)
    window.personLevel = (hertz, ms) => levelOf(played(), hertz, ms)
  })
}

/** Level in dB of `hertz` in what the page hears now. */
export const hears = (page: Page, hertz: number, ms = 400): Promise<number> =>
  page.evaluate(
    async ([frequency, time]) => (await window.earLevel?.(frequency ?? 0, time ?? 400)) ?? -999,
    [hertz, ms],
  )

/** Level in dB of `hertz` in what the page lets its person hear now. */
export const personHears = (page: Page, hertz: number, ms = 400): Promise<number> =>
  page.evaluate(
    async ([frequency, time]) => (await window.personLevel?.(frequency ?? 0, time ?? 400)) ?? -999,
    [hertz, ms],
  )
