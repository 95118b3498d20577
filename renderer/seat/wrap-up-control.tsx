import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { CheckIcon } from '../ui/icons/marks.tsx'
import type { SeatStore } from './seat.store.ts'
import { seatTexts } from './seat.texts.ts'
import type { SeatActs } from './seat-commands.ts'
import { seatControlView } from './seat-control.rules.ts'
import { useSeat } from './use-seat.ts'

/** Finish wrap-up, and extend it once; there only in wrap-up. */
export function WrapUpControl({ store, acts }: { readonly store: SeatStore; readonly acts: SeatActs }) {
  const t = useTexts(seatTexts)
  const row = useSeat(store, (view) => view.row)
  const { wrapUp } = seatControlView(row, true)
  if (!wrapUp) return null
  return (
    <>
      <Button label={t('finish')} icon={<CheckIcon />} look="solid" tone="violet" onPress={acts.finishWrapUp} />
      <Button
        label={t('extend')}
        disabledReason={wrapUp.mayExtend ? undefined : t('extended')}
        onPress={acts.extendWrapUp}
      />
    </>
  )
}
