import { useState } from 'react'
import { type CallScript, callScriptNames } from '#shared/telephony/call-script.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ScriptIcon } from '../../ui/icons/call.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { lonePartyLeg } from '../lone-party.rules.ts'
import type { PhoneStore } from '../phone.store.ts'
import type { PhoneActs } from '../phone-acts.ts'
import { usePhone } from '../use-telephony.ts'
import { callScriptTexts } from './call-script.texts.ts'
import { ScriptCard } from './script-card.tsx'

interface CallScriptsProps {
  readonly store: PhoneStore
  readonly acts: PhoneActs
  /** The call was ended because the caller was abusive. */
  readonly onAbuse: () => void
}

/** Opens the script for a call that cannot go on as usual, and ends such a call after its last line. */
export function CallScripts({ store, acts, onAbuse }: CallScriptsProps) {
  const t = useTexts(callScriptTexts)
  const [script, setScript] = useState<CallScript | null>(null)
  const legId = usePhone(store, ({ snapshot }) => lonePartyLeg(snapshot))
  const end = () => {
    if (legId === undefined) return
    if (script === 'abuse') onAbuse()
    acts.run({ op: 'hang-up', legId })
    setScript(null)
  }
  return (
    <>
      <MenuButton
        button={{ label: t('open'), icon: <ScriptIcon />, size: 'small' }}
        entries={callScriptNames.map((name) => ({ id: name, label: t(name) }))}
        onChoose={setScript}
      />
      {script && (
        <ScriptCard
          key={script}
          script={script}
          whyNotEnd={legId === undefined ? t('severalParties') : undefined}
          onEnd={end}
          onClose={() => setScript(null)}
        />
      )}
    </>
  )
}
