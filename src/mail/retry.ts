/** When a mail that did not go out is tried again. */
const minute = 60_000

/** Minutes at first, two hours in the end; together some three days. */
const mostAttempts = 40

/** What nodemailer says of a failure. */
export interface Failure {
  code?: string
  /** Of SMTP. */
  responseCode?: number
}

/** The instant of the next attempt, after so many; null where there is no use in one. */
export function retryAt(now: Date, attempts: number, failure: Failure): Date | null {
  if (attempts >= mostAttempts || isFinal(failure)) return null
  return new Date(now.getTime() + Math.min(2 ** (attempts - 1), 120) * minute)
}

/** The server does not want this recipient, or this mail; that it does not want us, somebody may put right. */
const isFinal = ({ code, responseCode = 0 }: Failure): boolean =>
  responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
