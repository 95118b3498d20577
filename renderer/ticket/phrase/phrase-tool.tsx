import { useEffect, useRef, useState } from 'react'
import type { Phrase } from '#shared/ticket/phrase/phrase.ts'
import type { DraftText } from '#shared/ticket-draft/draft-fields.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useKey } from '../../ui/keys/use-key.ts'
import type { ComboBoxSearch } from '../../ui/use-combo-box.ts'
import type { FormPart } from '../form-parts.ts'
import { loadTicketData } from '../ticket-data.ts'
import styles from './phrase.module.css'
import { phraseTexts } from './phrase.texts.ts'
import type { PhraseDesk } from './phrase-desk.ts'
import { PhraseManager } from './phrase-manager.tsx'
import { searchPhrases } from './phrase-search.ts'
import { putPhrase, type TextPlace } from './put-phrase.ts'
import { type Controls, textControl, useLastText } from './use-last-text.ts'
import { usePhrases } from './use-phrases.ts'

interface PhraseToolProps {
  readonly desk: PhraseDesk
  readonly part: FormPart
  readonly controls: Controls
}

/** What the draft knows of a phrase's blanks. No name and no number: phrases go into what every unit reads. */
function factsOf({ draft, input, data }: FormPart): Record<string, string> {
  const place = data?.catalogue.place(input.place)?.path.join('') ?? ''
  return {
    地点: place + input.address,
    事项: data?.catalogue.matter(input.matter)?.path.at(-1) ?? '',
    工号: draft.seat,
  }
}

/** One key: a list of phrases by matter, that go in at the caret of title, content or answer. */
export function PhraseTool({ desk, part, controls }: PhraseToolProps) {
  const t = useTexts(phraseTexts)
  const phrases = usePhrases(desk)
  const placeNow = useLastText(part.draft, controls)
  const [place, setPlace] = useState<TextPlace | null>(null)
  const [managing, setManaging] = useState(false)
  const [put, setPut] = useState<{ field: DraftText; start: number; end: number } | null>(null)
  const open = () => {
    setManaging(false)
    setPlace(placeNow())
  }
  const key = useKey('phrases', open)
  const choose = (phraseId: string) => {
    const phrase = phrases.find((one) => one.phraseId === phraseId)
    if (!phrase || !place) return
    setPut({ field: place.field, ...putPhrase(part.draft, place, { text: phrase.text, facts: factsOf(part) }) })
    setPlace(null)
  }
  useEffect(() => {
    if (put === null) return
    const control = textControl(controls, put.field)
    control?.focus()
    control?.setSelectionRange(put.start, put.end)
  }, [put, controls])
  const { matter } = part.input
  const name = part.data?.catalogue.matter(matter)?.path.at(-1)
  return (
    <>
      <Button label={t('phrases')} look="quiet" keyHint={key} aria-haspopup="dialog" onPress={open} />
      <Dialog
        title={t('title')}
        size="large"
        isOpen={place !== null}
        onClose={() => setPlace(null)}
        actions={<Button label={t(managing ? 'back' : 'manage')} onPress={() => setManaging(!managing)} />}
      >
        {managing ? (
          <PhraseManager desk={desk} phrases={phrases} matter={name === undefined ? null : { code: matter, name }} />
        ) : (
          <Pick part={part} phrases={phrases} onChoose={choose} />
        )}
      </Dialog>
    </>
  )
}

interface PickProps {
  readonly part: FormPart
  readonly phrases: readonly Phrase[]
  readonly onChoose: (phraseId: string) => void
}

function Pick({ part, phrases, onChoose }: PickProps) {
  const t = useTexts(phraseTexts)
  const box = useRef<HTMLInputElement>(null)
  const { matter, type } = part.input
  const search: ComboBoxSearch = async (query, limit) => {
    const { toSyllables } = part.data ?? (await loadTicketData())
    const draft = { matter, type }
    return searchPhrases({ phrases, draft, kindName: (kind) => t(`kind.${kind}`), toSyllables }, query, limit)
  }
  useEffect(() => {
    box.current?.focus()
    // A press opens the list: what fits the draft is there before anything is typed.
    box.current?.click()
  }, [])
  return (
    <div className={styles.pick}>
      <ComboBox
        label={t('search')}
        description={t('searchHint')}
        value={null}
        search={search}
        inputRef={box}
        onChange={(option) => option && onChoose(option.id)}
      />
    </div>
  )
}
