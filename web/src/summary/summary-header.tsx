import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { IssueButton } from './issue-button.js'
import { PeriodChoice } from './period-choice.js'
import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

const formats = ['pdf', 'xlsx', 'html', 'csv', 'zip', 'json'] as const

/** Which period, whether it is issued, and the documents. */
export function SummaryHeader({ summary }: { summary: Summary }) {
  const { t, format } = useTexts()
  const { agency, kind, period, from, to, issue } = summary
  return (
    <header className={styles.header}>
      <PeriodChoice
        agency={agency.code}
        period={period}
        note={`${format.day(from)} – ${format.day(to)} · ${agency.name}`}
      />
      <div className={styles.tools}>
        {issue ? (
          <Badge tone="good">
            {t('web.summary.issued', { revision: issue.revision, at: format.instant(issue.issuedAt) })}
          </Badge>
        ) : (
          <Badge tone="warn">{t(kind === 'WEEK' ? 'web.summary.live' : 'web.summary.alwaysLive')}</Badge>
        )}
        {issue ? (
          <a href={`summaries/${agency.code}/${period}/${issue.revision}/differences.html`}>
            {t('web.summary.differences')}
          </a>
        ) : null}
        {kind === 'WEEK' ? <IssueButton summary={summary} /> : null}
        <ul className={styles.formats} aria-label={t('web.summary.documents')}>
          {formats.map((name) => (
            <li key={name}>
              <a href={`summaries/${agency.code}/${period}.${name}`}>{name.toUpperCase()}</a>
            </li>
          ))}
        </ul>
      </div>
    </header>
  )
}
