import { isAnonymous, isOfEnterprise } from '#shared/ticket/more-applies.rules.ts'
import { proposeUrgency } from '#shared/ticket/urgency.rules.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { DraftFiles } from './attachment/draft-files.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { FormPart } from './form-parts.ts'
import { KnowledgeUsed } from './knowledge-used.tsx'
import { LongField } from './long-field.tsx'
import { EnterpriseFields, MoreFields } from './more/more-fields.tsx'
import { PathField } from './path-field.tsx'
import { ShortField } from './short-field.tsx'
import { ticketTexts } from './ticket.texts.ts'
import styles from './ticket-form.module.css'
import { UnitSuggestion } from './unit-suggestion.tsx'

function Confidential({ part }: { readonly part: FormPart }) {
  const t = useTexts(ticketTexts)
  return (
    <label className={styles.check} title={t('confidentialHint')}>
      <input
        type="checkbox"
        checked={part.input.confidential}
        disabled={part.shared !== null}
        onChange={(event) => part.draft.setField('confidential', event.currentTarget.checked, 'typed')}
      />
      {t('confidential')}
    </label>
  )
}

/** The fields of a ticket, in the order of the talk: what and where, who, the words of it, what happens now. */
export function TicketForm({ part }: { readonly part: FormPart }) {
  const t = useTexts(ticketTexts)
  const { input, data } = part
  const sla = data?.catalogue.matter(input.matter)?.sla
  const urgency = sla === undefined ? undefined : proposeUrgency(sla, `${input.title} ${input.content}`)
  const placeRequired = input.type !== 'consult' && input.handling !== 'declined' && input.handling !== 'invalid'
  return (
    <div className={classNames(styles.form, isOfEnterprise(input) && styles.withFirm)}>
      <ChoiceField part={part} field="type" required className={styles.third} />
      <ChoiceField part={part} field="urgency" proposed={urgency} className={styles.third} />
      <Confidential part={part} />
      <PathField part={part} field="matter" required placeholder={t('matterHint')} className={styles.whole} />
      <PathField
        part={part}
        field="place"
        required={placeRequired}
        placeholder={t('placeHint')}
        className={styles.wide}
      />
      <ShortField part={part} field="address" className={styles.narrow} />
      {isAnonymous(input) ? (
        <span className={styles.third} />
      ) : (
        <ShortField part={part} field="name" className={styles.third} />
      )}
      <ShortField part={part} field="phone" required className={styles.third} />
      {part.shared === null && (
        <ChoiceField part={part} field="callerKind" proposed="person" className={styles.third} />
      )}
      <EnterpriseFields part={part} />
      <LongField part={part} field="title" required className={styles.whole} />
      <LongField
        part={part}
        field="content"
        required
        placeholder={t('contentHint')}
        className={classNames(styles.whole, styles.content)}
      />
      <ChoiceField part={part} field="handling" required className={styles.narrow} />
      {input.handling === 'declined' ? (
        <ChoiceField part={part} field="declineReason" required className={styles.wide} />
      ) : (
        <PathField
          part={part}
          field="leadUnit"
          required={input.handling === 'dispatch'}
          aside={<UnitSuggestion part={part} />}
          className={styles.wide}
        />
      )}
      <LongField
        part={part}
        field="answerGiven"
        aside={<KnowledgeUsed part={part} />}
        className={classNames(styles.whole, styles.answer)}
      />
      <MoreFields part={part} />
      {part.files && (
        <div className={styles.whole}>
          <DraftFiles files={part.files} draftId={part.draft.draftId} />
        </div>
      )}
    </div>
  )
}
