import { type ReactNode, useEffect, useState } from 'react'
import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { enterpriseTexts } from './enterprise.texts.ts'
import type { EnterpriseDesk } from './enterprise-desk.ts'
import styles from './firm-card.module.css'
import { FirmCard } from './firm-card.tsx'
import { FirmNumbers } from './firm-numbers.tsx'
import { RemoveFirm } from './remove-firm.tsx'

interface FirmOfCodeProps {
  readonly code: string
  readonly desk: Pick<EnterpriseDesk, 'one' | 'reveal' | 'remove'>
  readonly beside?: ((number: string) => ReactNode) | undefined
  /** Where it may be taken off the register: hears that it was. */
  readonly onRemoved?: (() => void) | undefined
}

type Phase = { readonly code: string; readonly firm: FirmRow | 'unknown' | 'failed' }

/** The card of the enterprise a ticket names; nothing where the register never knew it. */
export function FirmOfCode({ code, desk, beside, onRemoved }: FirmOfCodeProps) {
  const t = useTexts(enterpriseTexts)
  const [phase, setPhase] = useState<Phase | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    const abort = new AbortController()
    void desk.one(code, abort.signal).then((answer) => {
      if (abort.signal.aborted) return
      setPhase({ code, firm: answer.ok ? answer.value : answer.reason === 'refused' ? 'unknown' : 'failed' })
    })
    return () => abort.abort()
  }, [code, desk, turn])
  const firm = phase?.code === code ? phase.firm : null
  if (firm === 'unknown') return null
  if (firm === null) return <p className={styles.soft}>{t('loading')}</p>
  if (firm === 'failed')
    return (
      <p className={styles.acts}>
        <span className={styles.soft}>{t('failed')}</span>
        <Button label={t('retry')} size="small" onPress={() => setTurn(turn + 1)} />
      </p>
    )
  return (
    <FirmCard key={code} firm={firm} numbers={<FirmNumbers firm={firm} reveal={desk.reveal} beside={beside} />}>
      {desk.remove && onRemoved && (
        <RemoveFirm
          firm={firm}
          remove={desk.remove}
          onRemoved={() => {
            setTurn(turn + 1)
            onRemoved()
          }}
        />
      )}
    </FirmCard>
  )
}
