import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Dialogue } from '../data/dialogue.ts'
import { type Manner, mannerNames } from '../data/dialogues.ts'
import { decodeMuLaw } from '../party/mu-law.ts'
import { configVoicesSchema, type VoiceIndex } from './config-voices.ts'
import type { Mark } from './spoken-text.rules.ts'

/** One utterance: its true text and its sound, 16-bit samples at 8000 a second. */
export interface SpokenLine {
  readonly text: string
  readonly sound: Int16Array
  readonly marks: readonly Mark[]
}

/** Everything one citizen can say. */
export interface CitizenVoice {
  readonly lines: readonly SpokenLine[]
  readonly manners: Readonly<Record<Manner, SpokenLine>>
}

export interface VoiceStore {
  /** Rejects when the sound of this dialogue is missing: the folder does not belong to this program. */
  load(dialogue: Dialogue): Promise<CitizenVoice>
}

/** Opens the folder the audio was made into; keeps the index in memory, reads a dialogue's sound when it is called for. */
export async function openVoiceStore(folder: URL): Promise<VoiceStore> {
  const index: VoiceIndex = configVoicesSchema.parse(JSON.parse(await readFile(new URL('voices.json', folder), 'utf8')))
  return {
    async load(dialogue) {
      const entry = index.dialogues[dialogue.id]
      if (!entry) throw new Error(`no sound for dialogue ${dialogue.id}`)
      const sound = decodeMuLaw(gunzipSync(await readFile(new URL(`${dialogue.id}.ulaw.gz`, folder))))
      const piece = (line: (typeof entry.lines)[number]): SpokenLine => ({
        text: line.text,
        sound: sound.subarray(line.from, line.from + line.length),
        marks: line.marks,
      })
      const manners = mannerNames.map((name) => [name, piece(entry.manners[name])] as const)
      return { lines: entry.lines.map(piece), manners: Object.fromEntries(manners) as CitizenVoice['manners'] }
    },
  }
}
