import { useEffect, useState } from 'react'
import { useSettled } from '../design/use-settled.js'
import { useTexts } from '../text/texts.js'
import styles from './profile.module.css'

/** The least length that the service accepts. */
const leastLength = 12

const grades = ['WEAK', 'WEAK', 'WEAK', 'GOOD', 'STRONG'] as const

interface StrengthMeterProps {
  password: string
  /** Words that a password must not be made of. */
  words: readonly string[]
}

/** How hard a new password is to guess, while it is typed. */
export function StrengthMeter({ password, words }: StrengthMeterProps) {
  const { t } = useTexts()
  const settled = useSettled(password)
  const [score, setScore] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void import('./password-strength.js').then(({ strengthOf }) => {
      if (isCurrent) setScore(strengthOf(settled, words))
    })
    return () => void (isCurrent = false)
  }, [settled, words])
  if (settled === '') return null
  const grade = settled.length < leastLength ? 'SHORT' : grades[score]!
  return (
    <p className={styles.strength} data-grade={grade} role="status">
      <meter
        min={0}
        max={4}
        low={2.5}
        high={3.5}
        optimum={4}
        value={grade === 'SHORT' ? 0 : score}
        aria-hidden="true"
      />
      {t(`web.profile.strength.${grade}`)}
    </p>
  )
}
