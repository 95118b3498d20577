import { useEffect, useState } from 'react'

/** True once `value` has been true for `ms` without a break; false at once when it turns false. */
export function useLate(value: boolean, ms: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!value) return
    const timer = setTimeout(() => setLate(true), ms)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [value, ms])
  return late && value
}
