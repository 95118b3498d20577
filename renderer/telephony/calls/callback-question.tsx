import { useState } from 'react'
import { type CallbackOutcome, callbackOutcomes } from '#shared/telephony/callback-task.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { CloseIcon } from '../../ui/icons/marks.tsx'
import { Notice } from '../../ui/notice.tsx'
import toneStyles from '../../ui/tone.module.css'
import { callbackTexts } from './callback.texts.ts'
import type { CallbackDesk } from './callback-desk.ts'
import type { CallbackFlow } from './callback-flow.machine.ts'
import styles from './callback-question.module.css'
import { usualLater } from './callback-view.rules.ts'
import { LaterField } from './later-field.tsx'
import { useCallbacks } from './use-callbacks.ts'

interface QuestionProps {
  readonly desk: CallbackDesk
  /** ms since the epoch. */
  readonly now: () => number
}

/** Asks what came of a callback once its call has ended, over every page; it takes no focus, since a ticket may be being written. */
export function CallbackQuestion({ desk, now }: QuestionProps) {
  const t = useTexts(callbackTexts)
  const flow = useCallbacks(desk.store, (view) => view.flow)
  const fault = useCallbacks(desk.store, (view) => view.fault)
  return (
    <>
      {fault !== null && (
        <Notice tone="amber" onDismiss={desk.dismissFault}>
          {t(`fault.${fault}`)}
        </Notice>
      )}
      {flow.kind === 'asking' && <Question key={flow.taskId} flow={flow} desk={desk} now={now} />}
    </>
  )
}

interface AskedProps extends QuestionProps {
  readonly flow: Extract<CallbackFlow, { kind: 'asking' }>
}

function Question({ flow, desk, now }: AskedProps) {
  const t = useTexts(callbackTexts)
  const [later, setLater] = useState(false)
  const { taskId, number, spoke } = flow
  const likely: CallbackOutcome = spoke ? 'reached' : 'no-answer'
  return (
    <section aria-label={t('askTitle')} className={classNames(styles.question, toneStyles.blue)}>
      <div className={styles.inside}>
        {' '}
        <p className={styles.text} role="status">
          {t('ask', { number })}
        </p>
        {later ? (
          <LaterField
            label={t('laterAt')}
            act={t('confirmLater')}
            first={usualLater(now())}
            now={now}
            onChoose={(at) => desk.conclude(taskId, 'later', at)}
            onBack={() => setLater(false)}
          />
        ) : (
          <div className={styles.acts}>
            {callbackOutcomes.map((outcome) => (
              <Button
                key={outcome}
                label={t(`outcome.${outcome}`)}
                size="small"
                look={outcome === likely ? 'solid' : 'plain'}
                onPress={() => (outcome === 'later' ? setLater(true) : desk.conclude(taskId, outcome, null))}
              />
            ))}
          </div>
        )}
        <span className={styles.close}>
          <Button
            label={t('close')}
            hint={t('silentHint')}
            icon={<CloseIcon />}
            iconOnly
            look="quiet"
            size="small"
            onPress={desk.dismiss}
          />
        </span>
      </div>
    </section>
  )
}
