import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DealHeadlineFragment } from '../api/generated/types.js'
import { Badge } from '../design/state.js'
import { Icon } from '../design/icon.js'
import { useTexts } from '../text/texts.js'
import { jobsText } from './jobs/jobs-text.js'
import { StageProgress } from './stage-progress.js'
import styles from './headline.module.css'

interface HeadlineProps {
  deal: DealHeadlineFragment
  actions: ReactNode
  /** What happens at the moment. */
  now: ReactNode
}

/** What, who, how far and how sure. */
export function Headline({ deal, actions, now }: HeadlineProps) {
  const { t } = useTexts()
  return (
    <header className={styles.headline}>
      <div className={styles.top}>
        <p className={styles.trail}>
          <Link to="/pipeline">{t('web.shell.pipeline')}</Link>
          <span aria-hidden="true">›</span>
          <span>{deal.reference}</span>
          <strong>{deal.codeName}</strong>
          <Badge tone={deal.confidentiality === 'OPEN' ? 'info' : 'warn'}>
            {t(`confidentiality.${deal.confidentiality}`)}
          </Badge>
        </p>
        {now}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      <h1>{deal.masked ? deal.codeName : deal.title}</h1>
      <StageProgress stage={deal.stage} days={deal.daysInStage} />
      <Facts deal={deal} />
    </header>
  )
}

function Facts({ deal }: { deal: DealHeadlineFragment }) {
  const { t, format } = useTexts()
  const { prospect, capex, currentProjection: jobs } = deal
  const place = prospect ? [prospect.city, prospect.country && format.country(prospect.country)] : []
  const activity = [deal.activity && t(`activity.${deal.activity}`), deal.type && t(`dealType.${deal.type}`)]
  return (
    <dl className={styles.facts}>
      {deal.masked ? null : (
        <Fact label={t('web.deal.prospect')} note={place.filter(Boolean).join(', ')}>
          {prospect ? (
            <Link to="/prospects/$id" params={{ id: prospect.id }}>
              {prospect.name}
            </Link>
          ) : null}
        </Fact>
      )}
      <Fact label={t('web.deal.jobs')} note={jobs ? t(`web.standing.${jobs.standing}`) : undefined}>
        {jobs ? jobsText(jobs, format) : deal.jobsUnknown ? t('web.deal.statedUnknown') : undefined}
      </Fact>
      <Fact label={t('web.deal.capex')}>
        {capex ? format.money(capex) : deal.capexUnknown ? t('web.deal.statedUnknown') : undefined}
      </Fact>
      <Fact label={t('web.deal.decision')}>{deal.expectedDecision?.text}</Fact>
      <Fact label={t('web.deal.activity')} note={deal.sector ? `NACE ${deal.sector}` : undefined}>
        {activity.filter(Boolean).join(' · ')}
      </Fact>
      <Fact label={t('web.deal.lead')}>{deal.leadAgency.name}</Fact>
      {deal.masked ? null : (
        <Fact label={t('web.deal.officer')} isFaulty={deal.officerFault !== null}>
          {deal.officer?.name}
        </Fact>
      )}
    </dl>
  )
}

interface FactProps {
  label: string
  /** Empty: not stated. */
  children: ReactNode
  note?: string | undefined
  isFaulty?: boolean
}

function Fact({ label, children, note, isFaulty }: FactProps) {
  const { t } = useTexts()
  const hasValue = Boolean(children)
  return (
    <div>
      <dt>{label}</dt>
      <dd className={hasValue ? undefined : styles.empty}>
        {isFaulty && hasValue ? <Icon name="warning" size={15} /> : null}
        {hasValue ? children : t('web.deal.notStated')}
        {note ? <span className="meta"> {note}</span> : null}
      </dd>
    </div>
  )
}
