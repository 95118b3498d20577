import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { ConferenceIcon, ConsultIcon, LeaveIcon, TakeBackIcon, TransferIcon } from '../ui/icons/call.tsx'
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
import type { BarAct, BarButton } from './bar-button.rules.ts'
import type { PhoneActs } from './phone-acts.ts'
import type { PhoneBarView } from './phone-bar.rules.ts'
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
  split: <ConsultIcon />,
  transfer: <TransferIcon />,
  'take-back': <TakeBackIcon />,
  leave: <LeaveIcon />,
  'end-all': <HangUpIcon />,
}

/** A button bears the colour of the state it leads to, or out of. */
const toneOf = ({ act, whyNot }: BarButton): Tone | undefined => {
  if (whyNot !== null) return undefined
  if (act === 'hang-up' || act === 'reject' || act === 'end-all') return 'red'
  if (act === 'answer') return 'blue'
  if (act === 'take-back') return 'amber'
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
  const keys: Record<string, string | undefined> = {
    hold: useBarKey('hold', view, acts),
    mute: useBarKey('mute', view, acts),
    consult: useBarKey('consult', view, acts),
    conference: useBarKey('conference', view, acts),
    transfer: useBarKey('transfer', view, acts),
    'hang-up': useBarKey('hang-up', view, acts),
  }
  return view.tools.map((button) =>
    button.act === 'keypad' ? (
      <span key="keypad">{keypad}</span>
    ) : (
      <ActButton key={placeOf(button.act)} button={button} acts={acts} keyHint={keys[placeOf(button.act)]} />
    ),
  )
}

/** A pair is one button in one place, so it keeps its key (and the focus) when it changes its name. */
const places: Partial<Record<BarAct, BarAct>> = {
  resume: 'hold',
  unmute: 'mute',
  split: 'conference',
  'take-back': 'transfer',
}
const placeOf = (act: BarAct): BarAct => places[act] ?? act

/** Binds the key of a place; when its button can't be pressed the key says why. */
function useBarKey(place: BarAct, view: PhoneBarView, acts: PhoneActs): string | undefined {
  const t = useTexts(telephonyTexts)
  const button = view.tools.find(({ act }) => placeOf(act) === place)
  return useKey(place, () => button && acts.press(button), button?.whyNot ? t(`whyNot.${button.whyNot}`) : undefined)
}

/** Leave and End for all: only with two or more other parties. */
export function SeveralButtons({ view, acts }: CallButtonsProps) {
  return view.several.map((button) => <ActButton key={button.act} button={button} acts={acts} />)
}
