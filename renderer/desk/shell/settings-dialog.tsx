import { useEffect, useState } from 'react'
import type { HostResult } from '#shared/contract/host/host-calls.ts'
import { type SettingsChange, zoomSteps } from '#shared/contract/host/settings.schema.ts'
import type { Host } from '../../bridge/host.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { GlobalKeys } from './global-keys.tsx'
import styles from './settings-dialog.module.css'
import { shellTexts } from './shell.texts.ts'

type Known = HostResult<'readSettings'>
const switches = ['startWithSystem', 'closeToTray', 'toast', 'globalKeysOn'] as const

interface SettingsDialogProps {
  readonly host: Host
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** What one person sets of the desktop program on this computer. A change holds at once; what the site has set is shown and can't be changed. */
export function SettingsDialog({ host, isOpen, onClose }: SettingsDialogProps) {
  const t = useTexts(shellTexts)
  const [known, setKnown] = useState<Known | null>(null)
  const [fault, setFault] = useState<'not-saved' | 'forced' | 'same-keys' | null>(null)
  useEffect(() => {
    if (!isOpen) return
    const read = (): void => void host.ask('readSettings', {}).then(setKnown)
    read()
    // Keys and the tray's menu change them too.
    return host.on('settings', read)
  }, [host, isOpen])
  const change = async (wish: SettingsChange): Promise<void> => {
    const answer = await host.ask('changeSettings', wish)
    setFault(answer?.ok === false ? answer.reason : null)
    setKnown(await host.ask('readSettings', {}))
  }
  return (
    <Dialog title={t('settings')} isOpen={isOpen} onClose={onClose}>
      {known && (
        <>
          {switches.map((name) => (
            <label key={name} className={styles.row}>
              <input
                type="checkbox"
                checked={known.settings[name]}
                disabled={known.forced.includes(name)}
                onChange={(event) => void change({ [name]: event.currentTarget.checked })}
              />
              <span>
                {t(`set.${name}`)}
                {known.forced.includes(name) && <small className={styles.forced}>{t('forced')}</small>}
              </span>
            </label>
          ))}
          <GlobalKeys known={known} onChange={(globalKeys) => void change({ globalKeys })} />
          <fieldset className={styles.zooms}>
            <legend className={styles.legend}>{t('set.zoom')}</legend>
            {zoomSteps.map((zoom) => (
              <Button
                key={zoom}
                label={`${Math.round(zoom * 100)}%`}
                size="small"
                look={zoom === known.settings.zoom ? 'solid' : 'plain'}
                aria-pressed={zoom === known.settings.zoom}
                onPress={() => void change({ zoom })}
              />
            ))}
          </fieldset>
          {fault && (
            <p className={styles.fault} role="alert">
              {t(`fault.${fault}`)}
            </p>
          )}
        </>
      )}
    </Dialog>
  )
}
