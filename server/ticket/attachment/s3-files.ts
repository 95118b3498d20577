import { readFile } from 'node:fs/promises'
import { AwsClient } from 'aws4fetch'
import type { NewId } from '#shared/kit/clock.ts'
import type { FileStore } from './file-store.ts'
import { createIncoming } from './folder-files.ts'

/** A bucket of an S3-compatible store, addressed by path. */
export interface S3Place {
  /** e.g. `https://s3.hall.example/lianxian/files`: host, bucket, and what names begin with. */
  readonly url: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
  /** Folder of files on their way in. */
  readonly incoming: string
}

/** A store that says nothing for so long is taken for gone, ms. */
const silentMs = 60_000

/** The store answered that it did not do it. Its words are left out: they may name the bucket's owner. */
class StoreRefused extends Error {
  constructor(act: string, status: number) {
    super(`The store of files refused to ${act} (status ${status}).`)
  }
}

/** Keeps files in a bucket, signed with AWS Signature Version 4 (SigV4); each is sealed before it leaves this machine. */
export function createS3Files({ url, region, keyId, secret, incoming }: S3Place, newId: NewId): FileStore {
  // One try a call: who asked is told, and tries again by himself.
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', region, retries: 0 })
  const send = (address: string, init: { method: 'PUT' | 'GET' | 'DELETE'; body?: Uint8Array<ArrayBuffer> }) =>
    client.fetch(`${url.replace(/\/+$/, '')}/${address}`, { ...init, signal: AbortSignal.timeout(silentMs) })
  return {
    ...createIncoming(incoming, {
      newId,
      async keep(path, address) {
        // Read whole: the store wants its length and its hash first, and a file has 20 MB at most.
        const { ok, status } = await send(address, { method: 'PUT', body: new Uint8Array(await readFile(path)) })
        if (!ok) throw new StoreRefused('keep a file', status)
      },
    }),
    async open(address) {
      const { ok, status, body } = await send(address, { method: 'GET' })
      if (status === 404) {
        await body?.cancel()
        return null
      }
      if (!ok || body === null) throw new StoreRefused('give a file', status)
      return body
    },
    async remove(address) {
      const { ok, status } = await send(address, { method: 'DELETE' })
      if (!ok && status !== 404) throw new StoreRefused('remove a file', status)
    },
  }
}
