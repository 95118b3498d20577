import { type ReactNode, useEffect, useState } from 'react'
import type { FirmRow, RevealedFirm } from '#shared/contract/rest/enterprises.schema.ts'
import { firmRevealReasons, firmShownMs } from '#shared/enterprise/firm-rights.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { MenuButton } from '../ui/menu.tsx'
import { enterpriseTexts } from './enterprise.texts.ts'
import type { EnterpriseDesk } from './enterprise-desk.ts'
import styles from './firm-card.module.css'
import { Numbers } from './firm-card.tsx'

interface FirmNumbersProps {
  readonly firm: FirmRow
  readonly reveal: EnterpriseDesk['reveal']
  /** What stands beside a number in the clear. */
  readonly beside?: ((number: string) => ReactNode) | undefined
}

/** An enterprise's numbers, masked; for a reason they are shown for half a minute. */
export function FirmNumbers({ firm, reveal, beside }: FirmNumbersProps) {
  const t = useTexts(enterpriseTexts)
  const [shown, setShown] = useState<RevealedFirm | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), firmShownMs)
    return () => clearTimeout(timer)
  }, [shown])
  const known = firm.officerPhone !== '' || firm.phones.length > 0
  return (
    <>
      <Numbers {...(shown ?? firm)} beside={shown ? beside : undefined} />
      {reveal && known && (
        <div className={styles.acts}>
          {shown ? (
            <Button label={t('hide')} size="small" onPress={() => setShown(null)} />
          ) : (
            <MenuButton
              button={{ label: t('reveal'), size: 'small' }}
              label={t('revealFor')}
              head={<p>{t('revealFor')}</p>}
              entries={firmRevealReasons.map((id) => ({ id, label: t(`reason.${id}`) }))}
              onChoose={(reason: (typeof firmRevealReasons)[number]) =>
                void reveal(firm.code, reason).then((answer) => {
                  setFailed(!answer.ok)
                  if (answer.ok) setShown(answer.value)
                })
              }
            />
          )}
          <p role="status" className={styles.said}>
            {failed && t('revealFailed')}
          </p>
        </div>
      )}
    </>
  )
}
