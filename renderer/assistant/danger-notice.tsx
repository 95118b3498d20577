import { useMemo, useState } from 'react'
import { type DangerKind, dangersOf } from '#shared/assistant/danger.rules.ts'
import type { TranscriptRow } from '#shared/contract/socket/topics.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Notice } from '../ui/notice.tsx'
import { dangerTexts } from './danger.texts.ts'

interface DangerNoticeProps {
  readonly lines: readonly TranscriptRow[]
}

/**
 * Says that the caller named a danger, by which word, and whom to call: an alert that takes no focus and no key. It takes its room from the transcript,
 * so that nothing else moves; the gravest first, the next one when it is dismissed.
 */
export function DangerNotice({ lines }: DangerNoticeProps) {
  const t = useTexts(dangerTexts)
  const [dismissed, setDismissed] = useState<readonly DangerKind[]>([])
  const dangers = useMemo(() => dangersOf(lines), [lines])
  const danger = dangers.find(({ kind }) => !dismissed.includes(kind))
  if (!danger) return null
  const { kind, word } = danger
  return (
    <Notice key={kind} tone="red" onDismiss={() => setDismissed((before) => [...before, kind])}>
      {t('heard', { word, advice: t(`advice.${kind}`) })}
    </Notice>
  )
}
