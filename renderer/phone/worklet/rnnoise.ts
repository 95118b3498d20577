/** Samples a frame of RNNoise: 10 ms at 48 kHz. */
export const frameSize = 480

/** RNNoise wants samples of 16 bits' size as floats. */
const scale = 32_768

interface Exports {
  readonly memory: WebAssembly.Memory
  readonly __wasm_call_ctors: () => void
  readonly malloc: (bytes: number) => number
  readonly rnnoise_create: (model: number) => number
  readonly rnnoise_destroy: (state: number) => void
  readonly rnnoise_process_frame: (state: number, to: number, from: number) => number
}

/** One voice's suppression: it learns the noise of the stream it hears. */
export interface Rnnoise {
  /** Cleans a frame of `frameSize` samples, -1 to 1, in place. */
  clean(frame: Float32Array): void
  close(): void
}

/** What the module asks of its host. Its heap is large enough for one suppression and never grows. */
const hostOf = (memory: () => WebAssembly.Memory) => ({
  env: {
    emscripten_memcpy_big: (to: number, from: number, bytes: number) => {
      new Uint8Array(memory().buffer).copyWithin(to, from, from + bytes)
    },
    emscripten_resize_heap: () => 0,
    __assert_fail: () => {
      throw new Error('RNNoise gave up.')
    },
  },
})

/** Makes a suppression of the compiled module. */
export function createRnnoise(module: WebAssembly.Module): Rnnoise {
  const host = hostOf(() => wasm.memory)
  const wasm = new WebAssembly.Instance(module, host).exports as unknown as Exports
  wasm.__wasm_call_ctors()
  const state = wasm.rnnoise_create(0)
  const at = wasm.malloc(frameSize * Float32Array.BYTES_PER_ELEMENT)
  const heap = new Float32Array(wasm.memory.buffer, at, frameSize)
  return {
    clean(frame) {
      for (let i = 0; i < frameSize; i += 1) heap[i] = (frame[i] ?? 0) * scale
      wasm.rnnoise_process_frame(state, at, at)
      for (let i = 0; i < frameSize; i += 1) frame[i] = (heap[i] ?? 0) / scale
    },
    close: () => wasm.rnnoise_destroy(state),
  }
}
