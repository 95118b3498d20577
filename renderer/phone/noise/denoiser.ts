import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'

/** Files that the build makes of `renderer/phone/worklet`, at fixed addresses: the policy of the first one names it. */
const compilerUrl = '/sound/denoise-compiler.js'
const workletUrl = '/sound/denoise-worklet.js'
/** The files are small and near; whoever waits longer waits for nothing. */
const limitMs = 10_000

/** RNNoise as a node. */
export interface Denoiser {
  readonly node: AudioWorkletNode
  readonly close: Disposer
}

/** The compiled module; null: this page can't have it. */
function compiled(clock: Clock): Promise<WebAssembly.Module | null> {
  return new Promise((resolve) => {
    const worker = new Worker(compilerUrl)
    const done = (module: WebAssembly.Module | null): void => {
      cancel()
      worker.terminate()
      resolve(module)
    }
    const cancel = clock.after(limitMs, () => done(null))
    worker.onmessage = ({ data }: MessageEvent<unknown>) => done(data instanceof WebAssembly.Module ? data : null)
    worker.onerror = () => done(null)
    worker.onmessageerror = () => done(null)
  })
}

/**
 * Makes the node in a context of 48 kHz.
 * @returns null: this browser or this server does not give us what it takes; the browser's own suppression has to do
 */
export async function openDenoiser(context: AudioContext, clock: Clock): Promise<Denoiser | null> {
  if (context.sampleRate !== 48_000) return null
  const module = await compiled(clock)
  if (!module) return null
  try {
    await context.audioWorklet.addModule(workletUrl)
    const node = new AudioWorkletNode(context, 'lianxian-denoise', {
      channelCount: 1,
      channelCountMode: 'explicit',
      outputChannelCount: [1],
      processorOptions: { module },
    })
    return {
      node,
      close() {
        node.port.postMessage('close')
        node.disconnect()
      },
    }
  } catch {
    return null
  }
}
