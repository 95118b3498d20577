/** Longest packed text that fits into one command, characters of base64. */
const mostPacked = 60_000

/** A chosen file as the import takes it: gzip, base64; null: too large even packed. */
export async function packedFile(file: Blob): Promise<string | null> {
  const packed = await new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
  const bytes = new Uint8Array(packed)
  if (bytes.length > mostPacked) return null
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  const base64 = btoa(text)
  return base64.length > mostPacked ? null : base64
}
