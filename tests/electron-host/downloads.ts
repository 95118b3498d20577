import { toMain } from './addresses.ts'
import type { CdpSession } from './cdp.ts'
import { allContents } from './contents.ts'
import { record } from './record.ts'
import { newEvent, strict } from './strict.ts'

/** Tells the session of each download. None is ever made: one that main does not prevent is a mistake. */
export async function denyDownloads(cdp: CdpSession): Promise<void> {
  cdp.on('Browser.downloadWillBegin', ({ frameId, url, suggestedFilename }) => {
    const contents = allContents().find((each) => each.frames().some(({ id }) => id === frameId))
    const frame = contents?.frames().find(({ id }) => id === frameId)
    const item = strict('DownloadItem', { getURL: () => toMain(url), getFilename: () => suggestedFilename })
    const event = newEvent()
    contents?.session.emit('will-download', event, item, contents, frame?.frame ?? null)
    record('download', { url: toMain(url), prevented: event.defaultPrevented })
    if (contents && !event.defaultPrevented) throw new Error('electron host: downloads are not part of the host')
  })
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
}
