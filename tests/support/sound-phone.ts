import WebSocket from 'ws'
import {
  type FromSoundServer,
  fromSoundServerSchema,
  type ToSoundServer,
} from '#shared/contract/recording/sound-messages.ts'
import { type SoundChannel, writeFrame } from '#shared/recording/sound-frame.ts'

/** A phone's end of the sound socket, without a phone. */
export interface SoundPhone {
  readonly heard: FromSoundServer[]
  say(message: ToSoundServer | string): void
  /** A tenth of a second at `startMs`; every sample has the value. */
  frame(channel: SoundChannel, startMs: number, value: number): void
  raw(bytes: Uint8Array): void
  /** Resolves when the server has closed it. */
  readonly closed: Promise<void>
  /** Cuts it without a word. */
  cut(): void
}

/** Connects; rejects when the upgrade is refused. */
export async function soundPhone(url: string, origin?: string): Promise<SoundPhone> {
  const ws = new WebSocket(url, origin === undefined ? {} : { origin })
  const heard: FromSoundServer[] = []
  ws.on('message', (data) => heard.push(fromSoundServerSchema.parse(JSON.parse(String(data)))))
  const closed = new Promise<void>((resolve) => void ws.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  let seq = 0
  return {
    heard,
    closed,
    say: (message) => ws.send(typeof message === 'string' ? message : JSON.stringify(message)),
    frame(channel, startMs, value) {
      const pcm = new Uint8Array(new Int16Array(1600).fill(value).buffer)
      ws.send(writeFrame({ channel, seq, startMs, pcm }))
      seq += 1
    },
    raw: (bytes) => ws.send(bytes),
    cut: () => ws.terminate(),
  }
}
