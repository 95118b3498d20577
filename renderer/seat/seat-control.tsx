import { useState } from 'react'
import { chosenReasons } from '#shared/seat/seat-state.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { useKey } from '../ui/keys/use-key.ts'
import { MenuButton } from '../ui/menu.tsx'
import type { SeatStore } from './seat.store.ts'
import { seatTexts } from './seat.texts.ts'
import type { SeatActs } from './seat-commands.ts'
import { seatControlView } from './seat-control.rules.ts'
import { seatLook } from './seat-look.tsx'
import { useSeat } from './use-seat.ts'

interface SeatControlProps {
  readonly store: SeatStore
  readonly acts: SeatActs
  /** Why no call could reach this desk, in words; undefined: one could. */
  readonly phoneProblem: string | undefined
}

/** Ready / Not ready in one place. Not ready asks for a reason; the usual one is first, and Enter takes it. */
export function SeatControl({ store, acts, phoneProblem }: SeatControlProps) {
  const t = useTexts(seatTexts)
  const row = useSeat(store, (view) => view.row)
  const [asking, setAsking] = useState(false)
  const view = seatControlView(row, phoneProblem === undefined)
  const disabledReason =
    view.disabled === 'connecting' ? t('connecting') : view.disabled === 'no-phone' ? phoneProblem : undefined
  const key = useKey(
    'ready',
    () => (view.press === 'ready' ? acts.ready() : setAsking((open) => !open)),
    disabledReason,
  )
  if (view.press === 'ready')
    return (
      <Button
        label={t('ready')}
        keyHint={key}
        icon={seatLook.ready.icon}
        tone="green"
        hint={view.later ? t('hintNextReady') : t('hintReady')}
        disabledReason={disabledReason}
        onPress={acts.ready}
      />
    )
  return (
    <MenuButton
      button={{
        label: t('notReady'),
        keyHint: key,
        icon: seatLook['not-ready'].icon,
        hint: view.later ? t('hintNextNotReady') : t('hintNotReady'),
        disabledReason,
      }}
      label={t('reasons')}
      entries={chosenReasons.map((reason) => ({ id: reason, label: t(`reason.${reason}`) }))}
      onChoose={acts.notReady}
      isOpen={asking}
      onOpenChange={setAsking}
    />
  )
}
