/** Base64 as it is stored and sent, read as the bytes of a Yjs update. */
export const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** Bytes of a Yjs update as they are stored and sent. */
export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
