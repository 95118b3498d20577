import type { ReactNode } from 'react'
import type { Role } from '#shared/seat/seat-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import styles from './loop.module.css'
import { loopTexts } from './loop.texts.ts'
import { type TicketView, viewsOf } from './ticket-views.rules.ts'

interface ViewPickerProps {
  readonly role: Role
  readonly view: TicketView
  readonly onChange: (view: TicketView) => void
  /** What stands after them. */
  readonly children?: ReactNode
}

/** The lists of the role, one pressed. */
export function ViewPicker({ role, view, onChange, children }: ViewPickerProps) {
  const t = useTexts(loopTexts)
  return (
    <fieldset className={styles.views} aria-label={t('views')}>
      {viewsOf(role).map((one) => (
        <Button
          key={one}
          label={t(`view.${one}`)}
          size="small"
          look={one === view ? 'plain' : 'quiet'}
          aria-pressed={one === view}
          onPress={() => onChange(one)}
        />
      ))}
      {children}
    </fieldset>
  )
}
