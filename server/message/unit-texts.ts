import { dispatchText } from '#shared/message/dispatch-text.rules.ts'
import type { UnitTexts } from '../ports/unit-texts.ts'
import { recallDispatchTexts, textsOfDispatches } from './text-message.repository.ts'
import { toTicketText } from './text-view.ts'
import { type TextWriting, writeText } from './write-text.ts'

/** What texts to units are made with. */
export interface UnitTextsParts extends TextWriting {
  /** Duty mobiles 值班手机 by the unit's directory id, normalised. */
  readonly dutyMobiles: ReadonlyMap<string, string>
}

/** Texts to the units tickets are dispatched to. One without a duty mobile gets none. */
export function createUnitTexts(parts: UnitTextsParts): UnitTexts {
  const { site, vault, on, dutyMobiles } = parts
  return {
    async dispatched(tx, { ticketNo, rev, unit, urgency, signBy, at }) {
      const to = dutyMobiles.get(unit)
      if (!on || to === undefined) return
      const text = dispatchText({ site, ticketNo, urgency, signBy })
      await writeText(tx, parts, { ticketNo, kind: 'dispatch', rev, unit, to, text, at })
    },
    recalled: recallDispatchTexts,
    async ofTicket(db, ticketNo) {
      const rows = await textsOfDispatches(db, ticketNo)
      return rows.map((row) => ({ ...toTicketText(row, vault), rev: row.rev, unit: row.unit ?? '' }))
    },
  }
}
