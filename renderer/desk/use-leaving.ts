import { useCallback, useEffect, useState } from 'react'
import { askAll } from '../handover/handover.store.ts'
import type { HandoverDesk } from '../handover/handover-desk.ts'
import { leftOpen } from '../handover/open-work.rules.ts'
import { goTo } from './use-route.ts'

/** What signing out leaves open, while the person is asked about it. */
export interface Leaving {
  readonly left: ReturnType<typeof leftOpen> | null
  /** Signs out; asks first where something is left open. */
  readonly signOut: () => void
  readonly stay: () => void
  readonly leave: () => void
  readonly handOver: () => void
}

type Step = { readonly kind: 'none' | 'to-hand-over' } | { readonly kind: 'asking'; readonly left: Leaving['left'] }

/** Holds a person's own signing out back. A take-over or an end by the server comes another way, and is not held back. */
export function useLeaving(handover: HandoverDesk | null, onSignOut: () => void): Leaving {
  const [step, setStep] = useState<Step>({ kind: 'none' })
  const signOut = useCallback(() => {
    const left = handover && leftOpen(handover.store.getState().work)
    if (left === null || left.drafts + left.tasks === 0) onSignOut()
    else setStep({ kind: 'asking', left })
  }, [handover, onSignOut])
  // When the dialog is gone: while it is open it takes every focus back.
  useEffect(() => {
    if (step.kind !== 'to-hand-over' || handover === null) return
    setStep({ kind: 'none' })
    askAll(handover.store)
    goTo('day')
  }, [step, handover])
  return {
    left: step.kind === 'asking' ? step.left : null,
    signOut,
    stay: () => setStep({ kind: 'none' }),
    leave: onSignOut,
    handOver: () => setStep({ kind: 'to-hand-over' }),
  }
}
