/** What the page tells the worker: a leg's sound comes by `readable` and shall go to `port`, as mono samples of `rate` Hz; or no more. */
export type LegSoundOrder =
  | {
      readonly op: 'open'
      readonly id: number
      readonly rate: number
      readonly readable: ReadableStream<AudioData>
      readonly port: MessagePort
    }
  | { readonly op: 'close'; readonly id: number }

/** What the worker tells the page: it is there; or a leg's sound can't be had this way. */
export type LegSoundReport = { readonly kind: 'ready' } | { readonly kind: 'lost'; readonly id: number }
