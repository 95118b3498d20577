import { useState } from 'react'
import type { Host } from '../../bridge/host.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LonePage } from '../lone-page.tsx'
import { shellTexts } from './shell.texts.ts'

/** An installed program that knows no server yet: what to do, and a trial on this computer. */
export function NoBackend({ host, canTry }: { readonly host: Host; readonly canTry: boolean }) {
  const t = useTexts(shellTexts)
  const [state, setState] = useState<'idle' | 'starting' | 'failed'>('idle')
  // When it is there the shell loads this page anew.
  const start = async (): Promise<void> => {
    setState('starting')
    const answer = await host.ask('tryIt', {})
    if (!answer?.ok) setState('failed')
  }
  const offer = canTry && (
    <Button label={t('tryIt')} look="solid" tone="blue" size="large" onPress={() => void start()} />
  )
  return (
    <LonePage>
      {state === 'starting' ? (
        <EmptyState kind="loading" title={t('starting')} />
      ) : (
        <EmptyState kind={state === 'failed' ? 'error' : 'empty'} title={t('noBackend')} action={offer}>
          {state === 'failed' ? t('tryFailed') : t('noBackendHint')}
        </EmptyState>
      )}
    </LonePage>
  )
}
