/** A file on its way in: nobody finds it before it is kept. */
export interface IncomingFile {
  /** Rejects where the store cannot take it, e.g. a full disk. */
  write(bytes: Uint8Array): Promise<void>
  /** What was written, from the beginning. */
  read(): AsyncIterable<Uint8Array>
  /** Puts it whole in its place, which outlives this process; what stood there under the same address is replaced. */
  keep(address: string): Promise<void>
  /** Throws it away; nothing where it was kept. Call it in the end, whatever happened. */
  drop(): Promise<void>
}

/** Where sealed files are kept, each under the address of its content: a folder, or a store of objects. */
export interface FileStore {
  begin(): Promise<IncomingFile>
  /** null: there is none. */
  open(address: string): Promise<AsyncIterable<Uint8Array> | null>
  /** Removes it; nothing where there is nothing. */
  remove(address: string): Promise<void>
  /** Throws away what began to come in before `before` (ms since the epoch) and never arrived. */
  sweep(before: number): Promise<void>
}
