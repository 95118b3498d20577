import type { SuggestionRow } from '#shared/contract/socket/topics.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { useKey } from '../ui/keys/use-key.ts'
import { assistantTexts } from './assistant.texts.ts'
import { suggestionForKey } from './assistant-view.rules.ts'

/** Binds Alt+1 to Alt+9 to the places. @returns the keys by place, to show on the cards; empty outside of the desk */
export function useSuggestionKeys(
  rows: readonly SuggestionRow[],
  use: (suggestion: SuggestionRow) => void,
): readonly (string | undefined)[] {
  const t = useTexts(assistantTexts)
  const bind = (n: number) => {
    const row = suggestionForKey(rows, n)
    return [() => row && use(row), row ? undefined : t('noneAt')] as const
  }
  return [
    undefined,
    useKey('suggestion-1', ...bind(1)),
    useKey('suggestion-2', ...bind(2)),
    useKey('suggestion-3', ...bind(3)),
    useKey('suggestion-4', ...bind(4)),
    useKey('suggestion-5', ...bind(5)),
    useKey('suggestion-6', ...bind(6)),
    useKey('suggestion-7', ...bind(7)),
    useKey('suggestion-8', ...bind(8)),
    useKey('suggestion-9', ...bind(9)),
  ]
}
