import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { codeOf } from '../api/client.js'
import { ReportPresenceDocument } from '../api/generated/deal/presence.js'

/** Milliseconds between two reports; the service forgets a user after a minute. */
const interval = 25_000

/** Milliseconds after the last key or move of the pointer until the user counts as away. */
const away = 300_000

let lastInput = 0
const noteInput = () => (lastInput = Date.now())
for (const event of ['pointermove', 'pointerdown', 'keydown', 'focus'])
  addEventListener(event, noteInput, { passive: true })

/**
 * Reports that this user has the deal open, while they are at it, and returns the names of the others. Calls
 * `onGone` when the deal may no longer be seen.
 */
export function usePresence(deal: string, onGone: () => void): string[] {
  const client = useClient()
  const [names, setNames] = useState<string[]>([])
  useEffect(() => {
    noteInput()
    let isOpen = true
    const report = async (open: boolean) => {
      const { data, error } = await client
        .mutation(ReportPresenceDocument, { input: { deal, open } })
        .toPromise()
      if (!isOpen) return
      if (codeOf(error) === 'NOT_FOUND') onGone()
      if (data) setNames(data.reportPresence.presentNames)
    }
    const reportIfHere = () => {
      if (!document.hidden && Date.now() - lastInput < away) void report(true)
    }
    reportIfHere()
    const timer = setInterval(reportIfHere, interval)
    document.addEventListener('visibilitychange', reportIfHere)
    return () => {
      isOpen = false
      clearInterval(timer)
      document.removeEventListener('visibilitychange', reportIfHere)
      void report(false)
    }
    // `onGone` is another function at each rendering
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, deal])
  return names
}
