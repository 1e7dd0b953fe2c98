import { Link } from '@tanstack/react-router'
import type {
  AskDealRowFragment,
  AskMeetingRowsQuery,
  AskStatementRowsQuery,
  DealCoreFragment,
} from '../../api/generated/types.js'
import { Icon } from '../../design/icon.js'
import { useTexts } from '../../text/texts.js'
import { shortName } from '../labels.js'
import styles from './result.module.css'

function DealLink({ deal, name }: { deal: DealCoreFragment; name?: string | undefined }) {
  const { t } = useTexts()
  return (
    <>
      <Link to="/deals/$reference" params={{ reference: deal.reference }}>
        {deal.reference}
      </Link>{' '}
      {deal.masked ? (
        <span title={t('web.ask.maskedDeal')}>
          <Icon name="lock" size={14} /> {deal.codeName}
          <span className="visually-hidden"> {t('web.ask.maskedDeal')}</span>
        </span>
      ) : (
        (name ?? deal.codeName)
      )}
    </>
  )
}

/** Why a deal was lost, and where it went. */
function Loss({ deal: { lossReasons, lossDestination, masked, stage } }: { deal: AskDealRowFragment }) {
  const { t, format } = useTexts()
  if (stage.outcome !== 'LOST') return null
  if (masked) return <span className="meta">{t('web.ask.lossHidden')}</span>
  const country = lossDestination?.country ? format.country(lossDestination.country) : null
  const place = [lossDestination?.town, country].filter(Boolean).join(', ')
  return (
    <>
      {lossReasons.map(({ id, code, wording }) => (
        <p key={id}>
          <strong>{t(`lossReason.${code}`)}</strong>
          {wording ? ` – ${wording}` : null}
        </p>
      ))}
      {place || lossDestination?.unknown ? (
        <p className="meta">{t('web.ask.wentTo', { place: place || t('lostTo.UNKNOWN') })}</p>
      ) : null}
    </>
  )
}

export function DealRow({ deal }: { deal: AskDealRowFragment }) {
  const { t, format } = useTexts()
  const { currentProjection: jobs, capex } = deal
  return (
    <tr>
      <th scope="row">
        <DealLink deal={deal} name={deal.prospect?.name} />
        {deal.masked ? null : <span className={styles.title}>{deal.title}</span>}
      </th>
      <td data-label={t('web.pipeline.stage')}>
        {deal.stage.label}
        <span className={styles.title}>{t('web.ask.sinceDay', { day: format.day(deal.stageSince) })}</span>
      </td>
      <td data-label={t('web.deal.jobs')} className="numeric">
        {jobs ? format.range(jobs) : '–'}
        {jobs ? <span className="meta"> {t(`jobStanding.${jobs.standing}`).toLowerCase()}</span> : null}
      </td>
      <td data-label={t('web.deal.capex')} className="numeric">
        {capex ? format.money(capex) : '–'}
      </td>
      <td data-label={t('dimension.LEAD_AGENCY')}>{shortName(deal.leadAgency.name)}</td>
      <td data-label={t('web.ask.why')} className={styles.why}>
        <Loss deal={deal} />
      </td>
    </tr>
  )
}

export function MeetingRow({ meeting }: { meeting: AskMeetingRowsQuery['meetings']['nodes'][number] }) {
  const { t } = useTexts()
  return (
    <tr>
      <th scope="row">
        {meeting.title}
        {meeting.place ? <span className={styles.title}>{meeting.place}</span> : null}
      </th>
      <td data-label={t('web.ask.day')}>{meeting.when.text}</td>
      <td data-label={t('dimension.STATUS')}>{t(`meetingStatus.${meeting.status}`)}</td>
      <td data-label={t('dimension.HOST_AGENCY')}>
        {meeting.hostAgency ? shortName(meeting.hostAgency.name) : '–'}
      </td>
      <td data-label={t('web.ask.subject.deals')}>
        {meeting.deals.map((deal) => (
          <p key={deal.id}>
            <DealLink deal={deal} />
          </p>
        ))}
      </td>
    </tr>
  )
}

type Statement = AskStatementRowsQuery['jobProjections']['nodes'][number]

export function StatementRow({ statement }: { statement: Statement }) {
  const { t, format } = useTexts()
  const { source } = statement
  return (
    <tr>
      <th scope="row">
        <DealLink deal={statement.deal} />
      </th>
      <td data-label={t('web.deal.jobs')} className="numeric">
        {format.range(statement)}
      </td>
      <td data-label={t('dimension.KIND')}>
        {t(`jobKind.${statement.kind}`)}
        <span className={styles.title}>{t(`jobHorizon.${statement.horizon}`)}</span>
      </td>
      <td data-label={t('dimension.STANDING')}>{t(`jobStanding.${statement.standing}`)}</td>
      <td data-label={t('web.ask.day')}>{statement.statedWhen.text}</td>
      <td data-label={t('dimension.SOURCE_KIND')}>
        {source ? (source.name ?? t(`sourceKind.${source.kind}`)) : '–'}
        {statement.wording ? <q className={styles.title}>{statement.wording}</q> : null}
      </td>
    </tr>
  )
}
