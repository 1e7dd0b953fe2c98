import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { codeOf } from '../../api/client.js'

/**
 * Returns whether the recovery of an account waits for a second person. The service refuses it then with FORBIDDEN; other
 * reasons for FORBIDDEN do not occur, because only users of the own agency have the buttons.
 */
export function useIsApprovalMissing() {
  const [isMissing, setIsMissing] = useState(false)
  /** Takes the refusal, and returns what is left of it to show. */
  const check = (error: CombinedError | undefined): CombinedError | undefined => {
    if (codeOf(error) !== 'FORBIDDEN') return error
    setIsMissing(true)
    return undefined
  }
  return { isMissing, check }
}
