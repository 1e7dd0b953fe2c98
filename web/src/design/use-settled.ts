import { useEffect, useState } from 'react'

/** Milliseconds without a keystroke after which a text counts as typed. */
const pause = 250

/** Returns the value once it has stopped changing, so that not every keystroke asks the service. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
