import { Link } from '@tanstack/react-router'
import {
  firstDayOf,
  kindOf,
  lastDayOf,
  periodKinds,
  periodOf,
  shiftPeriod,
  type PeriodKind,
} from '../day/period.js'
import { today } from '../day/today.js'
import segmented from '../design/segmented.module.css'
import { Icon } from '../design/icon.js'
import { useTexts } from '../text/texts.js'
import { namePeriod } from './period-name.js'
import styles from './summary-page.module.css'

interface PeriodChoiceProps {
  agency: string
  period: string
  /** Days and agency, below the name of the period. */
  note: string
}

/** The period shown, the one before and after it, and the same days as a week, month, quarter or year. */
export function PeriodChoice({ agency, period, note }: PeriodChoiceProps) {
  const texts = useTexts()
  const { t } = texts
  const next = shiftPeriod(period, 1)
  return (
    <>
      <nav className={segmented.links} aria-label={t('web.summary.length')}>
        {periodKinds.map((kind) => (
          <Link
            key={kind}
            to="/summary/$agency/$period"
            params={{ agency, period: kindOf(period) === kind ? period : toKind(kind, period) }}
            aria-current={kindOf(period) === kind ? 'true' : undefined}
          >
            {t(`web.summary.kind.${kind}`)}
          </Link>
        ))}
      </nav>
      <nav className={styles.weeks} aria-label={t('web.summary.periods')}>
        <StepLink agency={agency} period={shiftPeriod(period, -1)} icon="back" />
        <p>
          <strong>{namePeriod(period, texts)}</strong>
          <span className="meta">{note}</span>
        </p>
        {firstDayOf(next) <= today() ? <StepLink agency={agency} period={next} icon="next" /> : null}
      </nav>
    </>
  )
}

/** A longer period is the one in which this one begins; a shorter one that in which it ends, or today. */
function toKind(kind: PeriodKind, period: string): string {
  const isLonger = periodKinds.indexOf(kind) > periodKinds.indexOf(kindOf(period) ?? 'WEEK')
  const lastDay = lastDayOf(period) < today() ? lastDayOf(period) : today()
  return periodOf(kind, isLonger ? firstDayOf(period) : lastDay)
}

interface StepLinkProps {
  agency: string
  period: string
  icon: 'back' | 'next'
}

function StepLink({ agency, period, icon }: StepLinkProps) {
  const texts = useTexts()
  return (
    <Link
      to="/summary/$agency/$period"
      params={{ agency, period }}
      className={styles.step}
      aria-label={namePeriod(period, texts)}
    >
      <Icon name={icon} />
    </Link>
  )
}
