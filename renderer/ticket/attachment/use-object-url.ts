import { useEffect, useState } from 'react'

/** The address of octets in this page, for as long as it is shown; undefined: not yet. */
export function useObjectUrl(of: Blob | null): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (of === null) return setAddress(undefined)
    const made = URL.createObjectURL(of)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [of])
  return address
}
