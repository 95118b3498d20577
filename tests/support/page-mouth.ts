import type { Page } from '@playwright/test'

/** Gives the page a microphone that hums one sine at half scale, so that the other end can measure it; 0 Hz: a silent one. */
export async function installMouth(page: Page, hertz: number): Promise<void> {
  await page.addInitScript((frequency) => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext()
      await context.resume()
      const destination = context.createMediaStreamDestination()
      const oscillator = new OscillatorNode(context, { frequency })
      oscillator.connect(new GainNode(context, { gain: frequency === 0 ? 0 : 0.5 })).connect(destination)
      oscillator.start()
      return destination.stream
    }
  }, hertz)
}
