import { soundRate } from '#shared/recording/sound-frame.ts'

/** The 44 octets before so many 16-bit mono samples (RIFF WAVE, PCM). */
export function wavHeader(samples: number): Uint8Array {
  const header = Buffer.alloc(44)
  const bytes = samples * 2
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(soundRate, 24)
  header.writeUInt32LE(soundRate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(bytes, 40)
  return header
}
