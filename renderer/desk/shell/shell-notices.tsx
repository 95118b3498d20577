import { useTexts } from '../../i18n/use-texts.ts'
import type { PhoneActs } from '../../telephony/phone-acts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useStoreOf } from '../use-app.ts'
import type { ShellStore } from './shell.store.ts'
import { shellTexts } from './shell.texts.ts'

interface ShellNoticesProps {
  readonly store: ShellStore
  /** null: a seat without a phone. */
  readonly dial: PhoneActs['dial'] | null
  readonly onInstall: () => void
}

/** What the desktop program has to say: a number to dial, a new version. */
export function ShellNotices({ store, dial, onInstall }: ShellNoticesProps) {
  const t = useTexts(shellTexts)
  const offered = useStoreOf(store, (state) => state.offered)
  const update = useStoreOf(store, (state) => state.update)
  const forget = (): void => store.setState({ offered: null })
  const call = (number: string): void => {
    forget()
    dial?.(number)
  }
  return (
    <>
      {offered !== null && dial && (
        <Notice
          tone="blue"
          onDismiss={forget}
          action={<Button label={t('dial')} look="solid" tone="blue" onPress={() => call(offered)} />}
        >
          {t('offered', { number: offered })}
        </Notice>
      )}
      {update.state === 'ready' && (
        <Notice tone="blue" action={<Button label={t('install')} look="solid" tone="blue" onPress={onInstall} />}>
          {t('ready', { version: update.version })}
        </Notice>
      )}
    </>
  )
}
