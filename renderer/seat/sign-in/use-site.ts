import { useEffect, useState } from 'react'
import type { Site } from '#shared/contract/rest/sign-in.schema.ts'
import type { Result } from '#shared/kit/result.ts'
import type { ApiFailure, SignInApi } from './sign-in-api.ts'

/** What the sign-in page may know before anybody signed in; null while it is asked for. */
export function useSite(api: SignInApi): {
  readonly site: Result<Site, ApiFailure> | null
  readonly reload: () => void
} {
  const [site, setSite] = useState<Result<Site, ApiFailure> | null>(null)
  useEffect(() => {
    if (site !== null) return
    let wanted = true
    void api.site().then((answer) => {
      if (wanted) setSite(answer)
    })
    return () => {
      wanted = false
    }
  }, [api, site])
  return {
    site,
    reload: () => setSite(null),
  }
}
