import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { ConferenceIcon, ConsultIcon, TransferIcon } from '../ui/icons/call.tsx'
import {
  HandsetIcon,
  HangUpIcon,
  KeypadIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  PauseIcon,
  PlayIcon,
} from '../ui/icons/phone.tsx'
import { useKey } from '../ui/keys/use-key.ts'
import type { Tone } from '../ui/tone.ts'
import type { PhoneActs } from './phone-acts.ts'
import type { BarAct, BarButton, PhoneBarView } from './phone-bar.rules.ts'
import { telephonyTexts } from './telephony.texts.ts'

const icons: Readonly<Record<BarAct, ReactNode>> = {
  answer: <HandsetIcon />,
  reject: <HangUpIcon />,
  hold: <PauseIcon />,
  resume: <PlayIcon />,
  mute: <MicrophoneOffIcon />,
  unmute: <MicrophoneIcon />,
  'hang-up': <HangUpIcon />,
  keypad: <KeypadIcon />,
  consult: <ConsultIcon />,
  conference: <ConferenceIcon />,
  transfer: <TransferIcon />,
}

/** A button bears the colour of the state it leads to, or out of. */
const toneOf = ({ act, whyNot }: BarButton): Tone | undefined => {
  if (whyNot !== null) return undefined
  if (act === 'hang-up' || act === 'reject') return 'red'
  if (act === 'answer') return 'blue'
  return act === 'resume' ? 'amber' : act === 'unmute' ? 'red' : undefined
}

interface ActButtonProps {
  readonly button: BarButton
  readonly acts: PhoneActs
  readonly keyHint?: string | undefined
}

function ActButton({ button, acts, keyHint }: ActButtonProps) {
  const t = useTexts(telephonyTexts)
  const { act, whyNot } = button
  const offer = act === 'answer' || act === 'reject'
  return (
    <Button
      label={t(act)}
      icon={icons[act]}
      keyHint={keyHint}
      tone={toneOf(button)}
      look={act === 'answer' ? 'solid' : offer ? 'plain' : 'quiet'}
      stacked={!offer}
      size={offer ? 'large' : 'medium'}
      disabledReason={whyNot === null ? undefined : t(`whyNot.${whyNot}`)}
      onPress={() => acts.press(button)}
    />
  )
}

interface CallButtonsProps {
  readonly view: PhoneBarView
  readonly acts: PhoneActs
}

/** Answer and Reject, only while a call is offered. F2 is consumed at other times too, and says that nothing rings. */
export function OfferButtons({ view, acts }: CallButtonsProps) {
  const t = useTexts(telephonyTexts)
  const [answer, reject] = view.offer
  const key = useKey('answer', () => answer && acts.press(answer), answer ? undefined : t('whyNot.no-call'))
  if (!answer || !reject) return null
  return (
    <>
      <ActButton button={answer} acts={acts} keyHint={key} />
      <ActButton button={reject} acts={acts} />
    </>
  )
}

/** The tools of a call, always in the same place. `keypad` stands in for the keypad's button. */
export function ToolButtons({ view, acts, keypad }: CallButtonsProps & { readonly keypad: ReactNode }) {
  const t = useTexts(telephonyTexts)
  const find = (...names: BarAct[]): BarButton | undefined => view.tools.find(({ act }) => names.includes(act))
  const bind = (button: BarButton | undefined) => ({
    run: () => button && acts.press(button),
    reason: button?.whyNot ? t(`whyNot.${button.whyNot}`) : undefined,
  })
  const [hold, mute, hangUp] = [find('hold', 'resume'), find('mute', 'unmute'), find('hang-up')].map(bind)
  const keys: Partial<Record<BarAct, string | undefined>> = {}
  keys.hold = useKey('hold', hold?.run ?? (() => {}), hold?.reason)
  keys.mute = useKey('mute', mute?.run ?? (() => {}), mute?.reason)
  keys['hang-up'] = useKey('hang-up', hangUp?.run ?? (() => {}), hangUp?.reason)
  keys.resume = keys.hold
  keys.unmute = keys.mute
  return view.tools.map((button) =>
    button.act === 'keypad' ? (
      <span key="keypad">{keypad}</span>
    ) : (
      <ActButton key={placeOf(button.act)} button={button} acts={acts} keyHint={keys[button.act]} />
    ),
  )
}

/** A pair is one button in one place, so it keeps its key (and the focus) when it changes its name. */
const placeOf = (act: BarAct): string => (act === 'resume' ? 'hold' : act === 'unmute' ? 'mute' : act)
