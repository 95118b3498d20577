import type { SoundChannel } from '#shared/recording/sound-frame.ts'

/** The sound of one channel of one recording. */
export interface SoundPlace {
  /** When the recording began, ms since the epoch: files are kept by day. */
  readonly startedAt: number
  readonly recordingId: string
  readonly channel: SoundChannel
}

/** Where sealed sound is kept. Each place is a row of octets that grows. */
export interface RecordingStore {
  /** 0 where there is nothing. */
  size(place: SoundPlace): Promise<number>
  /** Resolves when the octets outlive this process. */
  append(place: SoundPlace, bytes: Uint8Array): Promise<void>
  /** Fewer octets than asked for: there are no more. */
  read(place: SoundPlace, offset: number, length: number): Promise<Uint8Array>
  /** Cuts a torn end off. */
  truncate(place: SoundPlace, size: number): Promise<void>
  /** Removes it; nothing where there is nothing. */
  remove(place: SoundPlace): Promise<void>
}
