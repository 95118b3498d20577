import type { Disposer } from '#shared/kit/disposable.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { isComposing } from '../composing.ts'
import { comboOf, isKeyCombo, type KeyCombo } from './key-combo.ts'

/** One act that a key does. */
export interface KeyAct {
  readonly id: string
  readonly combo: KeyCombo
  /** Fires in text fields too; only those without (`?`) leave typing alone. */
  readonly whileTyping: boolean
}

/** What an act does now. With a reason it does nothing, but its key is consumed all the same. */
export interface KeyBinding {
  readonly run: () => void
  readonly disabledReason?: string | undefined
}

/** The page's one registry of keys. */
export interface KeyRegistry {
  /** Throws for an id that the table lacks: a bug. The latest binding of an act wins until it is disposed. */
  bind(id: string, binding: KeyBinding): Disposer
  /** Whether the event was a registered key, and so consumed. */
  handle(event: KeyboardEvent): boolean
  comboOf(id: string): KeyCombo
  /** Acts that are bound now, in the table's order. */
  bound(): readonly KeyAct[]
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** The acts by key. Two acts on one key, or a key that can't be one, are refused. */
const byCombo = (acts: readonly KeyAct[]): Result<Map<KeyCombo, KeyAct>, 'bad-combo' | 'conflict'> => {
  const map = new Map<KeyCombo, KeyAct>()
  for (const act of acts) {
    if (!isKeyCombo(act.combo)) return failure('bad-combo', act.id)
    if (map.has(act.combo)) return failure('conflict', act.id)
    map.set(act.combo, act)
  }
  return success(map)
}

/**
 * Makes a registry of a table of acts. Keys never act while an input method composes; a bound key is always consumed otherwise.
 * @param onDisabled told why, when a key is pressed whose act can't be done now
 */
export function createKeyRegistry(
  acts: readonly KeyAct[],
  onDisabled: (reason: string) => void,
): Result<KeyRegistry, 'bad-combo' | 'conflict'> {
  const table = byCombo(acts)
  if (!table.ok) return table
  const byId = new Map(acts.map((act) => [act.id, act]))
  const bindings = new Map<string, readonly KeyBinding[]>()
  const actOf = (id: string): KeyAct => {
    const act = byId.get(id)
    if (!act) throw new Error(`no key act ${id}`)
    return act
  }
  return success({
    bind(id, binding) {
      actOf(id)
      bindings.set(id, [...(bindings.get(id) ?? []), binding])
      return () => {
        bindings.set(
          id,
          (bindings.get(id) ?? []).filter((other) => other !== binding),
        )
      }
    },
    handle(event) {
      if (isComposing(event)) return false
      const act = table.value.get(comboOf(event))
      const binding = act && bindings.get(act.id)?.at(-1)
      if (!binding || (!act.whileTyping && isTyping(event.target))) return false
      event.preventDefault()
      event.stopPropagation()
      // A key held down must not hang up the next call.
      if (event.repeat) return true
      if (binding.disabledReason === undefined) binding.run()
      else onDisabled(binding.disabledReason)
      return true
    },
    comboOf: (id) => actOf(id).combo,
    bound: () => acts.filter((act) => (bindings.get(act.id) ?? []).length > 0),
  })
}
