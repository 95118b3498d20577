/** What an audio worklet's global scope has and TypeScript's libraries lack (W3C Web Audio API 1.32). */
declare global {
  class AudioWorkletProcessor {
    readonly port: MessagePort
  }
  function registerProcessor(
    name: string,
    processor: new (options: {
      processorOptions: unknown
    }) => AudioWorkletProcessor & {
      process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean
    },
  ): void
}

export type {}
