import { Link } from '@tanstack/react-router'
import { today } from '../day/today.js'
import { shiftWeek, weekOf } from '../day/week.js'
import { Icon } from '../design/icon.js'
import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { IssueButton } from './issue-button.js'
import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

const formats = ['pdf', 'xlsx', 'html', 'csv', 'zip', 'json'] as const

/** Which week, whether it is issued, and the documents. */
export function SummaryHeader({ summary }: { summary: Summary }) {
  const { t, format } = useTexts()
  const { agency, week, from, to, issue } = summary
  const next = shiftWeek(week, 1)
  return (
    <header className={styles.header}>
      <nav className={styles.weeks} aria-label={t('web.summary.weeks')}>
        <WeekLink agency={agency.code} week={shiftWeek(week, -1)} icon="back" />
        <p>
          <strong>{t('web.summary.week', { number: Number(week.slice(-2)), year: week.slice(0, 4) })}</strong>
          <span className="meta">
            {format.day(from)} – {format.day(to)} · {agency.name}
          </span>
        </p>
        {next <= weekOf(today()) ? <WeekLink agency={agency.code} week={next} icon="next" /> : null}
      </nav>
      <div className={styles.tools}>
        {issue ? (
          <Badge tone="good">
            {t('web.summary.issued', { revision: issue.revision, at: format.instant(issue.issuedAt) })}
          </Badge>
        ) : (
          <Badge tone="warn">{t('web.summary.live')}</Badge>
        )}
        {issue ? (
          <a href={`summaries/${agency.code}/${week}/${issue.revision}/differences.html`}>
            {t('web.summary.differences')}
          </a>
        ) : null}
        <IssueButton summary={summary} />
        <ul className={styles.formats} aria-label={t('web.summary.documents')}>
          {formats.map((name) => (
            <li key={name}>
              <a href={`summaries/${agency.code}/${week}.${name}`}>{name.toUpperCase()}</a>
            </li>
          ))}
        </ul>
      </div>
    </header>
  )
}

interface WeekLinkProps {
  agency: string
  week: string
  icon: 'back' | 'next'
}

function WeekLink({ agency, week, icon }: WeekLinkProps) {
  const { t } = useTexts()
  return (
    <Link
      to="/summary/$agency/$week"
      params={{ agency, week }}
      className={styles.step}
      aria-label={t('web.summary.week', { number: Number(week.slice(-2)), year: week.slice(0, 4) })}
    >
      <Icon name={icon} />
    </Link>
  )
}
