import type { Narrowing } from '#shared/contract/rest/narrowing.schema.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { narrowTexts } from './narrow.texts.ts'

interface NarrowButtonProps {
  readonly within: Narrowing
  readonly isOpen: boolean
  readonly onPress: () => void
}

/** Shows and hides the fields; says how many narrow the list while they are out of sight. */
export function NarrowButton({ within, isOpen, onPress }: NarrowButtonProps) {
  const t = useTexts(narrowTexts)
  const count = Object.values(within).filter((value) => value !== '').length
  return <Button label={count > 0 ? t('openWith', { count }) : t('open')} aria-expanded={isOpen} onPress={onPress} />
}
