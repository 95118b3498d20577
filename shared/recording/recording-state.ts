/**
 * How a leg's recording is. `away`: the backend is not there, the last seconds are kept and sent later; `refused`: the backend does not take
 * it; `failed`: this phone cannot record.
 */
export const legRecordingStates = ['connecting', 'recording', 'paused', 'away', 'refused', 'failed'] as const
export type LegRecordingState = (typeof legRecordingStates)[number]
