import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { CloseIcon } from './icons/marks.tsx'
import { uiTexts } from './ui.texts.ts'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  /** By Escape, the cross or a press outside. */
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot, the one to take last. The first focusable inside gets the focus, unless something has `autoFocus`. */
  readonly actions?: ReactNode
  /** `alertdialog` for a question that must be answered: a press outside does not close it. */
  readonly role?: 'dialog' | 'alertdialog' | undefined
  readonly size?: 'small' | 'large' | undefined
}

/**
 * A modal dialog. What bears `data-react-aria-top-layer` (the phone bar) stays usable above it: a call never waits for a dialog.
 */
export function Dialog({ title, isOpen, onClose, children, actions, role = 'dialog', size = 'small' }: DialogProps) {
  const t = useTexts(uiTexts)
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isOpen}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <AriaDialog role={role} className={styles.dialog ?? ''}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <Button label={t('close')} icon={<CloseIcon />} iconOnly look="quiet" size="small" onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
