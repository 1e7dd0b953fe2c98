import { Link, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { firstDayOf, kindOf, shiftPeriod } from '../day/period.js'
import { today } from '../day/today.js'
import { Button } from '../design/button.js'
import { TextInput } from '../design/field.js'
import { useTexts } from '../text/texts.js'
import { Comparison } from './comparison.js'
import { namePeriod } from './period-name.js'
import styles from './summary-page.module.css'

/** How many periods of a year: the same period a year earlier is a suggestion. */
const ofYear = { WEEK: 52, MONTH: 12, QUARTER: 4, YEAR: 1 }

interface CompareWithProps {
  agency: string
  period: string
  /** From the address; undefined without a comparison. */
  other: string | undefined
}

/** Chooses the period that this one is compared with, any other one, and shows the comparison. */
export function CompareWith({ agency, period, other }: CompareWithProps) {
  const texts = useTexts()
  const { t } = texts
  const listId = useId()
  const navigate = useNavigate()
  const [text, setText] = useState(other ?? '')
  const [error, setError] = useState<string>()
  const suggested = suggestPeriods(period)
  const compare = () => {
    const code = text.trim().toUpperCase()
    if (kindOf(code) === undefined || firstDayOf(code) > today()) {
      setError(t('web.summary.noPeriod'))
      return
    }
    setError(undefined)
    void navigate({ to: '/summary/$agency/$period', params: { agency, period }, search: { with: code } })
  }
  return (
    <section className={styles.compare}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          compare()
        }}
      >
        <TextInput
          label={t('web.summary.compareWith')}
          hint={t('web.summary.compareHint')}
          error={error}
          value={text}
          onChange={setText}
          list={listId}
          maxLength={8}
          autoComplete="off"
        />
        <datalist id={listId}>
          {suggested.map((code) => (
            <option key={code} value={code}>
              {namePeriod(code, texts)}
            </option>
          ))}
        </datalist>
        <Button type="submit">{t('web.summary.compare')}</Button>
        {other === undefined ? null : (
          <Link to="/summary/$agency/$period" params={{ agency, period }} onClick={() => setText('')}>
            {t('web.summary.endComparison')}
          </Link>
        )}
      </form>
      {other === undefined ? null : <Comparison agency={agency} period={period} other={other} />}
    </section>
  )
}

/** The periods before this one, and the same one a year earlier. */
function suggestPeriods(period: string): string[] {
  const before = Array.from({ length: 6 }, (_, n) => shiftPeriod(period, -n - 1))
  return [...new Set([...before, shiftPeriod(period, -ofYear[kindOf(period) ?? 'WEEK'])])]
}
