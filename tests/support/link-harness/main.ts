import '#shared/contract/no-eval.ts'
import { connectLink } from '#renderer/link/connect-link.ts'
import { openDraft } from '#renderer/link/draft-doc.ts'
import type { Link } from '#renderer/link/link-types.ts'
import type { LinkStatus } from '#shared/contract/link/worker-messages.ts'

/** What the spec sees of the page. */
export interface LinkHarness {
  open(token: string, draftId: string): Promise<void>
  status(): LinkStatus
  text(): string
  /** Length of the text that is known to be on disk. */
  stored(): number
  drafts(): Promise<readonly string[]>
  /** The bytes of the journal as text, once the link is closed. */
  closeAndRead(): Promise<string>
  readonly violations: string[]
}

let link: Link | undefined
let text = () => ''
let stored = 0
const violations: string[] = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective))

const area = document.querySelector('textarea')
const harness: LinkHarness = {
  violations,
  async open(token, draftId) {
    const now = Date.now()
    const opened = connectLink({
      url: location.origin,
      seat: '8001',
      token,
      expiresAt: now + 600_000,
      serverNow: now,
      journalKey: btoa('0123456789abcdef0123456789abcdef'),
      onError: (error) => violations.push(String(error)),
    })
    link = opened
    const edit: Link['edit'] = async (change) => {
      const length = text().length
      const isStored = await opened.edit(change)
      if (isStored) stored = Math.max(stored, length)
      return isStored
    }
    const { docs } = await openDraft({ ...opened, edit }, { draftId, callId: null, guest: false })
    const content = docs.matter.getText('content')
    text = () => content.toString()
    if (area) area.value = text()
    area?.addEventListener('input', () => content.insert(content.length, area.value.slice(content.length)))
  },
  status() {
    if (!link) throw new Error('open first')
    return link.status.get()
  },
  text: () => text(),
  stored: () => stored,
  drafts: async () => ((await link?.drafts()) ?? []).map(({ draftId }) => draftId),
  async closeAndRead() {
    link?.close()
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('link-journal')
    const texts = ['a', 'b'].map(async (side) => (await (await folder.getFileHandle(`8001.${side}`)).getFile()).text())
    return (await Promise.all(texts)).join()
  },
}
Object.assign(globalThis, { harness })
