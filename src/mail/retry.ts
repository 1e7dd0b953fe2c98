const minute = 60_000

/** With waits from one minute to two hours, the last attempt is some three days after the first. */
const maxAttempts = 40

/** The part of an error of nodemailer that decides about another attempt. */
export interface MailFailure {
  code?: string
  /** Of SMTP. */
  responseCode?: number
}

/** Returns when to try again after so many attempts; null if another attempt is pointless. */
export function computeNextAttempt(now: Date, attempts: number, failure: MailFailure): Date | null {
  if (attempts >= maxAttempts || isPermanent(failure)) return null
  return new Date(now.getTime() + Math.min(2 ** (attempts - 1), 120) * minute)
}

/** Whether the server refuses this recipient or this mail. If it refuses us, the configuration may be corrected. */
const isPermanent = ({ code, responseCode = 0 }: MailFailure): boolean =>
  responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
