import type { Disposer } from '#shared/kit/disposable.ts'

/** A file the build makes of `renderer/phone/worklet`. */
const workletUrl = '/sound/tap-worklet.js'

/** A piece of a node's sound. */
export interface TapBlock {
  /** ms since the epoch. */
  readonly endedAt: number
  /** PCM, 16 bit, 16 kHz, mono. */
  readonly pcm: ArrayBuffer
}

const loaded = new WeakMap<AudioContext, Promise<boolean>>()

/** Loads the tap once a context; false: this browser or this server does not give it. */
export function loadTap(context: AudioContext): Promise<boolean> {
  const known = loaded.get(context)
  if (known) return known
  const loading = context.audioWorklet.addModule(workletUrl).then(
    () => true,
    () => false,
  )
  loaded.set(context, loading)
  return loading
}

/** Listens to a node of a context that has the tap. @returns stops it */
export function tapSound(source: AudioNode, onBlock: (block: TapBlock) => void): Disposer {
  const { context } = source
  const tap = new AudioWorkletNode(context, 'lianxian-tap', { channelCount: 1, channelCountMode: 'explicit' })
  tap.port.onmessage = ({ data }: MessageEvent<TapBlock>) => onBlock(data)
  source.connect(tap)
  // What leads nowhere is not run; the tap's output is silent.
  tap.connect(context.destination)
  return () => {
    tap.port.onmessage = null
    tap.port.postMessage('close')
    // The source may have gone before, and its connections with it.
    try {
      source.disconnect(tap)
    } catch {}
    tap.disconnect()
  }
}
