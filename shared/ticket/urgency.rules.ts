import type { SlaClass } from './matter.ts'
import type { Urgency } from './ticket-values.ts'

/** Words of danger to life or property. What is said decides; the matter only proposes. */
const danger =
  /着火|起火|爆炸|冒烟|漏气|煤气味|燃气味|被困|困人|困在|晕倒|昏迷|触电|漏电|坠落|掉下来|要塌|倒塌|坍塌|轻生|跳楼|中毒|掉进/
/** Words of those who cannot wait. */
const pressing = /老人|婴儿|孕妇|孩子发烧|残疾|停水|停电|停气|停暖|冒水|倒灌/

/** Proposed urgency (紧急程度) from the matter's class and what was said; the agent decides. */
export function proposeUrgency(sla: SlaClass, text: string): Urgency {
  if (danger.test(text)) return 'critical'
  if (sla === 'S') return 'critical'
  return sla === 'L' || pressing.test(text) ? 'urgent' : 'normal'
}
