import { Link } from '@tanstack/react-router'
import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { MoreLines, shownLines } from './shown-lines.js'
import { nameOf, type Summary } from './summary.js'
import styles from './summary-page.module.css'

const tones = { WON: 'good', LOST: 'bad', BACK: 'warn', PAUSED: 'warn' } as const

/** What moved in the period, with jobs and capex of each deal. */
export function Movements({ movements }: { movements: Summary['movements'] }) {
  const { t, format } = useTexts()
  if (movements.length === 0) return null
  return (
    <section>
      <h2>{t('web.summary.whatMoved')}</h2>
      <ul className={styles.lines}>
        {shownLines(movements).map(({ deal, direction, from, to, effectiveOn, override }) => (
          <li key={`${deal.id} ${effectiveOn} ${to.label}`}>
            <p>
              <Link to="/deals/$reference" params={{ reference: deal.reference }}>
                <strong>{nameOf(deal)}</strong>
              </Link>{' '}
              {from ? `${from.label} → ${to.label}` : to.label}{' '}
              <Badge tone={direction in tones ? tones[direction as keyof typeof tones] : 'info'}>
                {t(`direction.${direction}`)}
              </Badge>
              {override ? <Badge tone="warn">{t('web.summary.override')}</Badge> : null}
            </p>
            <p className="meta">
              {[
                format.day(effectiveOn),
                deal.currentProjection &&
                  `${t('web.pipeline.jobsTotal', { range: format.range(deal.currentProjection) })} (${t(`web.standing.${deal.currentProjection.standing}`)})`,
                deal.capex && format.money(deal.capex),
                deal.masked ? null : deal.title,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      <MoreLines items={movements} />
    </section>
  )
}
