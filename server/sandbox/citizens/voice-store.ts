import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { SurveyPrompt } from '#shared/survey/survey.machine.ts'
import type { Dialogue } from '../data/dialogue.ts'
import type { Manner } from '../data/dialogues.ts'
import type { ExpertManner } from '../data/experts.ts'
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

/** Everything one expert can say. */
export interface ExpertVoice {
  readonly lines: readonly SpokenLine[]
  readonly manners: Readonly<Record<ExpertManner, SpokenLine>>
}

/** What the survey says. */
export type SurveyVoice = Readonly<Record<SurveyPrompt, SpokenLine>>

/** Each rejects when the sound is missing: the folder does not belong to this program. */
export interface VoiceStore {
  load(dialogue: Dialogue): Promise<CitizenVoice>
  expert(seat: string): Promise<ExpertVoice>
  survey(): Promise<SurveyVoice>
}

/** Opens the folder the audio was made into; keeps the index in memory, reads a file's sound when it is called for. */
export async function openVoiceStore(folder: URL): Promise<VoiceStore> {
  const index: VoiceIndex = configVoicesSchema.parse(JSON.parse(await readFile(new URL('voices.json', folder), 'utf8')))
  const open = async (name: string) => {
    const sound = decodeMuLaw(gunzipSync(await readFile(new URL(`${name}.ulaw.gz`, folder))))
    return ({ text, from, length, marks }: Piece): SpokenLine => ({
      text,
      sound: sound.subarray(from, from + length),
      marks,
    })
  }
  return {
    async load(dialogue) {
      const entry = index.dialogues[dialogue.id]
      if (!entry) throw new Error(`no sound for dialogue ${dialogue.id}`)
      const spoken = await open(dialogue.id)
      const { greet, check, bye } = entry.manners
      const manners = { greet: spoken(greet), check: spoken(check), bye: spoken(bye) }
      return { lines: entry.lines.map(spoken), manners }
    },
    async expert(seat) {
      const entry = index.experts[seat]
      if (!entry) throw new Error(`no sound for expert ${seat}`)
      const spoken = await open(`E${seat}`)
      const { intro, nod, check, bye } = entry.manners
      const manners = { intro: spoken(intro), nod: spoken(nod), check: spoken(check), bye: spoken(bye) }
      return { lines: entry.lines.map(spoken), manners }
    },
    async survey() {
      const spoken = await open('survey')
      const { ask, unheard, wrong, thanks, bye } = index.survey
      return {
        ask: spoken(ask),
        unheard: spoken(unheard),
        wrong: spoken(wrong),
        thanks: spoken(thanks),
        bye: spoken(bye),
      }
    },
  }
}

type Piece = VoiceIndex['survey']['ask']
