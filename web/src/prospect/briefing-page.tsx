import { Link, useParams } from '@tanstack/react-router'
import { BriefingDocument } from '../api/generated/prospect/briefing.js'
import type { BriefingDealFragment, BriefingQuery, ClaimTextFragment } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { today } from '../day/today.js'
import { jobsText } from '../deal/jobs/jobs-text.js'
import { SourceText } from '../deal/source-text.js'
import { Button, buttonClass } from '../design/button.js'
import { Badge, Skeleton } from '../design/state.js'
import { Failure, NotFound } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { useTexts } from '../text/texts.js'
import { BriefingFigures } from './briefing-figures.js'
import { percentText } from './percent-text.js'
import styles from './briefing-page.module.css'

type Prospect = NonNullable<BriefingQuery['prospect']>

/** One page about a company for the minute before a meeting. */
export function BriefingPage() {
  const { t } = useTexts()
  const { id } = useParams({ from: '/prospects/$id/briefing' })
  const { data, error, isLoading, reload } = useData(BriefingDocument, { id })
  if (isLoading) return <Skeleton rows={12} label={t('web.state.loading')} />
  if (error && !data) return <Failure error={error} onRetry={reload} />
  if (!data?.prospect) return <NotFound />
  return (
    <article className={styles.sheet}>
      <PageTitle>{`${t('briefing.title')}: ${data.prospect.name}`}</PageTitle>
      <Header prospect={data.prospect} />
      <BriefingFigures prospect={data.prospect} />
      <Deals deals={data.prospect.deals} />
      <div className={styles.pair}>
        <People employments={data.prospect.employments} />
        <Said said={data.prospect.said} />
      </div>
      <Disputes claims={data.claims.nodes} />
      <Tasks tasks={data.tasks} />
    </article>
  )
}

function Header({ prospect }: { prospect: Prospect }) {
  const { t, format, language } = useTexts()
  const { id, name, legalName, city, country, sector, heldBy, stakesHeld } = prospect
  const seat = [city, country && format.country(country)].filter(Boolean).join(', ')
  const group = [
    ...heldBy.nodes.map(({ percent, holder }) =>
      t('briefing.heldBy', { percent: percentText(percent, format), name: holder.name }),
    ),
    ...stakesHeld.nodes.map(({ percent, held }) =>
      t('briefing.holds', { percent: percentText(percent, format), name: held.name }),
    ),
  ]
  return (
    <header>
      <div className={styles.top}>
        <p className="meta">
          <Link to="/prospects/$id" params={{ id }}>
            {t('web.briefing.back')}
          </Link>
        </p>
        <div className={styles.actions}>
          <Button onClick={() => print()}>{t('web.briefing.print')}</Button>
          <a
            className={buttonClass('plain')}
            href={new URL(`briefings/${id}.pdf?lang=${language.toLowerCase()}`, document.baseURI).href}
          >
            PDF
          </a>
        </div>
      </div>
      <h1>
        {t('briefing.title')} – {name}
      </h1>
      <p>{[legalName, seat, sector && `NACE ${sector}`, ...group].filter(Boolean).join(' · ')}</p>
      <p className="meta">{t('briefing.status', { day: format.day(today()) })}</p>
    </header>
  )
}

/** The sentence that says how many rows are left out, so that the page stays one page. */
function More({ total, shown }: { total: number; shown: number }) {
  const { t } = useTexts()
  return total > shown ? <p className="meta">{t('briefing.more', { count: total - shown })}</p> : null
}

function Deals({ deals }: { deals: Prospect['deals'] }) {
  const { t } = useTexts()
  return (
    <section>
      <h2>{t('briefing.wants')}</h2>
      {deals.totalCount === 0 ? <p className="meta">{t('briefing.noneVisible')}</p> : null}
      {deals.nodes.map((deal) => (
        <Deal key={deal.id} deal={deal} />
      ))}
      <More total={deals.totalCount} shown={deals.nodes.length} />
    </section>
  )
}

function Deal({ deal }: { deal: BriefingDealFragment }) {
  const { t, format } = useTexts()
  const { currentProjection: jobs, capex, activity, type, expectedDecision, officer, leadAgency } = deal
  const unknown = (isStatedUnknown: boolean) =>
    t(isStatedUnknown ? 'briefing.statedUnknown' : 'briefing.notStated')
  return (
    <div className={styles.deal}>
      <div>
        <h3>
          <Link to="/deals/$reference" params={{ reference: deal.reference }}>
            {deal.title}
          </Link>
        </h3>
        <p className="meta">
          {[
            deal.reference,
            t('briefing.stage', { stage: deal.stage.label, day: format.day(deal.stageSince) }),
            activity && t(`activity.${activity}`),
            type && t(`dealType.${type}`),
            leadAgency.name,
            officer?.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {deal.description ? <p className={styles.clamped}>{deal.description}</p> : null}
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>{t('briefing.column.jobs')}</dt>
          <dd>
            {jobs ? jobsText(jobs, format) : unknown(deal.jobsUnknown)}
            {jobs ? (
              <span className="meta">
                {t(`jobStanding.${jobs.standing}`)}
                {jobs.source ? ', ' : ''}
                {jobs.source ? <SourceText source={jobs.source} /> : null}
              </span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{t('briefing.column.capex')}</dt>
          <dd>{capex ? format.money(capex) : unknown(deal.capexUnknown)}</dd>
        </div>
        <div>
          <dt>{t('briefing.column.decision')}</dt>
          <dd>{expectedDecision?.text ?? t('briefing.notStated')}</dd>
        </div>
      </dl>
    </div>
  )
}

function People({ employments }: { employments: Prospect['employments'] }) {
  const { t, format } = useTexts()
  return (
    <section>
      <h2>{t('briefing.people')}</h2>
      {employments.totalCount === 0 ? <p className="meta">{t('briefing.noneVisible')}</p> : null}
      <ul className={styles.rows}>
        {employments.nodes.map(({ id, jobTitle, contact }) => {
          const last = contact.meetings.nodes[0]
          const names = (last?.participants ?? [])
            .flatMap(({ contact: other, user, agency }) => user?.name ?? other?.name ?? agency?.name ?? [])
            .filter((name) => name !== contact.name)
          return (
            <li key={id}>
              <p>
                <strong>{contact.name ?? t('briefing.erased')}</strong>
                {jobTitle ? `, ${jobTitle}` : ''}{' '}
                {contact.decisionMaker ? <Badge>{t('briefing.decisionMaker')}</Badge> : null}
              </p>
              <p className="meta">
                {last ? t('web.deal.lastMet', { day: last.when.text }) : t('web.contact.neverMet')}
                {names.length > 0 ? ` · ${t('web.contact.by', { names: format.list(names) })}` : ''}
              </p>
            </li>
          )
        })}
      </ul>
      <More total={employments.totalCount} shown={employments.nodes.length} />
    </section>
  )
}

function Said({ said }: { said: Prospect['said'] }) {
  const { t } = useTexts()
  return (
    <section>
      <h2>{t('briefing.said')}</h2>
      {said.totalCount === 0 ? <p className="meta">{t('briefing.noneVisible')}</p> : null}
      <ul className={styles.rows}>
        {said.nodes.map(({ id, title, when, participants, outcome, topics, place }) => (
          <li key={id}>
            <p>
              <strong>{when.text}</strong> {title}
            </p>
            <p className="meta">
              {[
                place,
                ...participants.map(
                  ({ contact, user, description }) => contact?.name ?? user?.name ?? description,
                ),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {outcome || topics.length > 0 ? (
              <p className={styles.clamped}>
                {outcome ?? t('briefing.topics', { topics: topics.join('; ') })}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <More total={said.totalCount} shown={said.nodes.length} />
    </section>
  )
}

function Disputes({ claims }: { claims: BriefingQuery['claims']['nodes'] }) {
  const { t } = useTexts()
  if (claims.length === 0) return null
  return (
    <section className={styles.disputes}>
      <h2>{t('briefing.disputes')}</h2>
      {claims.map((claim) => (
        <div key={claim.id} className={styles.pair}>
          {claim.disputes ? <Side claim={claim.disputes} /> : null}
          <Side claim={claim} />
        </div>
      ))}
    </section>
  )
}

function Side({ claim }: { claim: ClaimTextFragment }) {
  return (
    <div>
      <p>{claim.statement}</p>
      <p className="meta">
        <SourceText source={claim.source} statedOn={claim.statedOn} statedWhen={claim.statedWhen} />
      </p>
    </div>
  )
}

function Tasks({ tasks }: { tasks: BriefingQuery['tasks'] }) {
  const { t, format } = useTexts()
  if (tasks.totalCount === 0) return null
  return (
    <section>
      <h2>{t('briefing.tasks')}</h2>
      <ul className={styles.rows}>
        {tasks.nodes.map(({ id, title, dueOn, assignee }) => (
          <li key={id}>
            <p>
              <strong>{format.day(dueOn)}</strong> {title} <span className="meta">{assignee.name}</span>
            </p>
          </li>
        ))}
      </ul>
      <More total={tasks.totalCount} shown={tasks.nodes.length} />
    </section>
  )
}
