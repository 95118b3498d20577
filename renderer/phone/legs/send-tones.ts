import type { Dialog } from './dialog.ts'

/** Milliseconds of a tone in an INFO (application/dtmf-relay). */
const toneMs = 160

/** Sends tones as telephone events (RFC 4733), or by INFO where the other side knows none. */
export async function sendTones(dialog: Dialog, tones: string): Promise<void> {
  if (dialog.media.sendDtmf(tones)) return
  for (const tone of tones.replaceAll(',', '')) {
    const body = {
      contentDisposition: 'render',
      contentType: 'application/dtmf-relay',
      content: `Signal=${tone}\r\nDuration=${toneMs}`,
    }
    await dialog.session.info({ requestOptions: { body } })
  }
}
