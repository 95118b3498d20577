import type { AssistantLink } from './listen.ts'
import { TranscriptRegion } from './transcript-region.tsx'
import { useAssistant } from './use-assistant.ts'

/** What is said in a call, for somebody who reads along. */
export function LiveTranscript({ link, callId }: { readonly link: AssistantLink; readonly callId: string }) {
  const { view } = useAssistant(link, callId)
  return <TranscriptRegion hasCall lines={view.lines} refused={view.refused} />
}
