import { useContext } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { KeyAct } from '../../ui/keys/key-registry.ts'
import { KeysContext } from '../../ui/keys/use-key.ts'
import { deskTexts } from '../desk.texts.ts'
import styles from './keys-dialog.module.css'

interface KeyRow {
  readonly combo: string
  readonly text: string
}

/** `?`: all keys that do something on this page now. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useTexts(deskTexts)
  const registry = useContext(KeysContext)
  const rowOf = ({ id, combo }: KeyAct): KeyRow | null => {
    if (id === 'suggestion-1') return { combo: 'Alt+1…9', text: t('suggestions') }
    if (id.startsWith('suggestion-')) return null
    return { combo, text: t(`key.${id}` as 'key.answer') }
  }
  const rows = isOpen ? (registry?.bound() ?? []).map(rowOf) : []
  return (
    <Dialog title={t('keys')} isOpen={isOpen} onClose={onClose}>
      <dl className={styles.keys}>
        {rows.map(
          (row) =>
            row && (
              <div key={row.combo} className={styles.row}>
                <dt>{row.text}</dt>
                <dd>
                  <kbd className={styles.key}>{row.combo}</kbd>
                </dd>
              </div>
            ),
        )}
      </dl>
      <p className={styles.hint}>{t('keysHint')}</p>
    </Dialog>
  )
}
