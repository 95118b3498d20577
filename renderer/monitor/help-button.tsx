import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { HelpIcon } from '../ui/icons/call.tsx'
import { monitorTexts } from './monitor.texts.ts'

interface HelpButtonProps {
  readonly asked: boolean
  readonly onAsk: (on: boolean) => void
}

/** Asks the lead into the call; pressed again, takes it back. */
export function HelpButton({ asked, onAsk }: HelpButtonProps) {
  const t = useTexts(monitorTexts)
  return (
    <Button
      label={t('askHelp')}
      icon={<HelpIcon />}
      hint={asked ? t('helpAsked') : undefined}
      aria-pressed={asked}
      look={asked ? 'solid' : 'plain'}
      tone={asked ? 'red' : undefined}
      size="small"
      onPress={() => onAsk(!asked)}
    />
  )
}
