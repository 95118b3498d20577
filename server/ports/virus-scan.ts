/** `unknown`: the scan did not answer; a site that has one takes no file without its word. */
export type ScanVerdict = 'clean' | 'infected' | 'unknown'

/** Looks through a file before anybody may open it. Never throws for an outage. */
export type VirusScan = (file: AsyncIterable<Uint8Array>) => Promise<ScanVerdict>
