import type { Session, SignInRequest } from '#shared/contract/rest/sign-in.schema.ts'
import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { InfoIcon } from '../../ui/icons/marks.tsx'
import { Brand } from './brand.tsx'
import { SeatCards } from './seat-cards.tsx'
import { signInTexts } from './sign-in.texts.ts'
import type { SignInApi } from './sign-in-api.ts'
import { SignInForm } from './sign-in-form.tsx'
import styles from './sign-in-page.module.css'
import { TakeOverDialog } from './take-over-dialog.tsx'
import { useSignIn } from './use-sign-in.ts'
import { useSite } from './use-site.ts'

interface SignInPageProps {
  readonly api: SignInApi
  readonly onSession: (session: Session) => void
  /** Why the last sign-in of this tab ended; null: it did not. */
  readonly ended: ClosingReason | null
  /** Sent at once, e.g. by `#/sign-in?seat=8001`. */
  readonly first: SignInRequest | null
}

/** Signing in: by a seat's card in the sandbox, else by seat number and password. */
export function SignInPage({ api, onSession, ended, first }: SignInPageProps) {
  const t = useTexts(signInTexts)
  const { site, reload } = useSite(api)
  const { state, dispatch } = useSignIn(api, onSession, first)
  const submit = (request: SignInRequest) => dispatch({ type: 'submit', request })
  const busySeat = state.step === 'busy' ? state.request.seat : null
  const cards = site?.ok === true && site.value.sandbox ? site.value.cards : []
  return (
    <main className={styles.page}>
      <div className={styles.inner}>
        <Brand name={site?.ok === true ? site.value.name : undefined} />
        {ended !== null && ended !== 'signed-out' && (
          <p className={styles.ended} role="alert">
            <InfoIcon />
            <span>
              <strong>{t(`ended.${ended}`)}</strong> {t('ended.safe')}
            </span>
          </p>
        )}
        <div className={cards.length > 0 ? styles.both : styles.one}>
          <SeatCards
            site={site}
            busySeat={busySeat}
            onChoose={(seat) => submit({ seat, takeOver: false })}
            onRetry={reload}
          />
          <SignInForm
            busy={state.step !== 'idle'}
            fault={state.step === 'idle' ? state.fault : null}
            folded={cards.length > 0}
            onSubmit={submit}
          />
        </div>
      </div>
      <TakeOverDialog
        seat={state.step === 'asking' ? state.request.seat : null}
        onTakeOver={() => dispatch({ type: 'take-over' })}
        onCancel={() => dispatch({ type: 'cancel' })}
      />
    </main>
  )
}
