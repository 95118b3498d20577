import { createPieceVaults, type PieceVaults } from '../vault/piece-vault.ts'

/** A key a call. */
export type RecordingVault = PieceVaults

/** Seals sound, a key a call. @param master 32 bytes, the site's @param randomBytes fresh random bytes at each call */
export const createRecordingVault = (master: Uint8Array, randomBytes: (size: number) => Uint8Array): RecordingVault =>
  createPieceVaults(master, 'recording', randomBytes)
