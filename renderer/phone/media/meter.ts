/** Measures the sound of a node. */
export interface Meter {
  readonly input: AnalyserNode
  /** Linear RMS of the last 21 ms, 0 to 1. */
  level(): number
}

export function createMeter(context: BaseAudioContext): Meter {
  const input = new AnalyserNode(context, { fftSize: 1024 })
  const samples = new Float32Array(input.fftSize)
  return {
    input,
    level() {
      input.getFloatTimeDomainData(samples)
      let sum = 0
      for (const sample of samples) sum += sample * sample
      return Math.min(1, Math.sqrt(sum / samples.length))
    },
  }
}
