import { useState } from 'react'
import type { EnrolSecondFactorMutation, ProfileQuery } from '../api/generated/types.js'
import { FactorCodes } from './factor-codes.js'
import { FactorPassword } from './factor-password.js'
import { FactorSetUp } from './factor-set-up.js'

interface FactorDialogProps {
  viewer: ProfileQuery['viewer']
  onChanged: () => void
  onClose: () => void
}

/** Sets up a second factor, or replaces one, in three steps: password, app, recovery codes. */
export function FactorDialog({ viewer: { email, hasSecondFactor }, onChanged, onClose }: FactorDialogProps) {
  const [password, setPassword] = useState('')
  const [enrolment, setEnrolment] = useState<EnrolSecondFactorMutation['enrolSecondFactor']>()
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <FactorCodes codes={codes} onClose={onClose} />
  if (enrolment)
    return (
      <FactorSetUp
        enrolment={enrolment}
        credentials={{ email, password }}
        onConfirmed={(recoveryCodes) => {
          setCodes(recoveryCodes)
          onChanged()
        }}
        onClose={onClose}
      />
    )
  return (
    <FactorPassword
      email={email}
      isReplaced={hasSecondFactor}
      onEnrolled={(password, enrolment) => {
        setPassword(password)
        setEnrolment(enrolment)
      }}
      onClose={onClose}
    />
  )
}
