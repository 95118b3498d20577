import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Put there by `installPlayers`: the audio elements that play a stream now. */
    readonly players?: HTMLAudioElement[]
    /** Put there by `installPlayers`: the loudest a frequency was in what any element played in so many ms, dB of full scale. */
    playerLevel?: (hertz: number, ms: number) => Promise<number>
  }
}

/** Collects the page's audio elements before any script runs: those of the phone are in no document. */
export async function installPlayers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: HTMLAudioElement[] = []
    const create = document.createElement.bind(document)
    document.createElement = ((name: string, options?: ElementCreationOptions) => {
      const element = create(name, options)
      if (element instanceof HTMLAudioElement) made.push(element)
      return element
    }) as typeof document.createElement
    Object.defineProperty(window, 'players', { get: () => made.filter(({ srcObject }) => srcObject !== null) })
    window.playerLevel = async (hertz, ms) => {
      const context = new AudioContext()
      await context.resume()
      const analyser = new AnalyserNode(context, { fftSize: 4096 })
      const known = new Set<MediaStream>()
      const samples = new Float32Array(analyser.fftSize)
      const omega = (2 * Math.PI * hertz) / context.sampleRate
      const end = performance.now() + ms
      let loudest = 0
      while (performance.now() < end) {
        for (const { srcObject } of window.players ?? []) {
          if (!(srcObject instanceof MediaStream) || known.has(srcObject)) continue
          known.add(srcObject)
          context.createMediaStreamSource(srcObject).connect(analyser)
        }
        analyser.getFloatTimeDomainData(samples)
        let [re, im] = [0, 0]
        samples.forEach((sample, n) => {
          re += sample * Math.cos(omega * n)
          im += sample * Math.sin(omega * n)
        })
        loudest = Math.max(loudest, (2 * Math.hypot(re, im)) / samples.length)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await context.close()
      return 20 * Math.log10(loudest + 1e-9)
    }
  })
}
