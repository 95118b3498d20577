import type { CallHistoryRow } from '#shared/contract/rest/calls.schema.ts'

/** An answered call of seat 8001. */
export const historyRow = (change: Partial<CallHistoryRow> = {}): CallHistoryRow => ({
  callId: 'c1',
  direction: 'in',
  queue: '12345',
  number: '13820001234',
  seat: '8001',
  outcome: 'answered',
  queuedAt: 1_700_000_000_000,
  answeredAt: 1_700_000_007_000,
  endedAt: 1_700_000_207_000,
  endedBy: 'caller',
  ...change,
})
