/** A limit: `perSecond` in the long run, `burst` at once. */
export interface BucketPolicy {
  readonly perSecond: number
  readonly burst: number
}

/** How much may still be taken; `at` is when that was true, in ms. */
export interface Bucket {
  readonly tokens: number
  readonly at: number
}

/** A full bucket. */
export const fullBucket = (policy: BucketPolicy, now: number): Bucket => ({ tokens: policy.burst, at: now })

/**
 * Takes one if there is one. A clock that went back does not fill the bucket.
 * @returns `waitMs`: how long until there is one, 0 when taken
 */
export function takeToken(policy: BucketPolicy, bucket: Bucket, now: number): { bucket: Bucket; waitMs: number } {
  const gained = (Math.max(0, now - bucket.at) / 1000) * policy.perSecond
  const tokens = Math.min(policy.burst, bucket.tokens + gained)
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: now }, waitMs: 0 }
  return { bucket: { tokens, at: now }, waitMs: Math.ceil(((1 - tokens) / policy.perSecond) * 1000) }
}
