import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { SitePageDocument } from '../api/generated/site/sites.js'
import type { Precision, SitePageQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { Button } from '../design/button.js'
import { Fact, Facts } from '../design/facts.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty, Skeleton } from '../design/state.js'
import { Failure, NotFound } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { isWriter, useViewer } from '../shell/viewer.js'
import { useTexts, type Texts } from '../text/texts.js'
import { areaText } from './area-text.js'
import styles from '../design/page.module.css'

const SiteDialog = lazy(async () => ({ default: (await import('./site-dialog.js')).SiteDialog }))

type Site = NonNullable<SitePageQuery['site']>

/** One place on offer, and the deals in which it competes. */
export function SitePage() {
  const { t } = useTexts()
  const { id } = useParams({ from: '/sites/$id' })
  const { data, error, isLoading, reload } = useData(SitePageDocument, { id })
  if (isLoading) return <Skeleton rows={6} label={t('web.state.loading')} />
  if (error && !data) return <Failure error={error} onRetry={reload} />
  if (!data?.site) return <NotFound />
  return (
    <article className={styles.page}>
      <PageTitle>{data.site.name}</PageTitle>
      <Header site={data.site} />
      <SiteDetails site={data.site} />
      <Deals deals={data.deals} />
      <p className={styles.hidden}>{t('web.site.partial')}</p>
    </article>
  )
}

function Header({ site }: { site: Site }) {
  const { t } = useTexts()
  const viewer = useViewer()
  const [isEditing, setIsEditing] = useState(false)
  const isEditable = isWriter(viewer) && site.enteredBy.code === viewer.agency.code
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <p className={styles.trail}>
          <Link to="/sites">{t('web.shell.sites')}</Link>
          <span aria-hidden="true">›</span>
          <span>{t(`web.site.kinds.${site.kind}`)}</span>
        </p>
        {isEditable ? (
          <Button onClick={() => setIsEditing(true)}>
            <Icon name="edit" />
            {t('web.deal.edit')}
          </Button>
        ) : null}
      </div>
      <h1>{site.name}</h1>
      {isEditing ? (
        <Suspense>
          <SiteDialog site={site} onClose={() => setIsEditing(false)} />
        </Suspense>
      ) : null}
    </header>
  )
}

function SiteDetails({ site }: { site: Site }) {
  const { t, format } = useTexts()
  const { kind, municipality, nuts3, area, availability, availableFrom, coordinates, enteredBy } = site
  const empty = t('web.deal.notStated')
  return (
    <Facts>
      <Fact label={t('web.site.kind')} empty={empty}>
        {t(`web.site.kinds.${kind}`)}
      </Fact>
      <Fact label={t('web.site.area')} empty={empty}>
        {area ? areaText(area, format) : null}
      </Fact>
      <Fact label={t('web.site.municipality')} empty={empty} note={nuts3 && `NUTS 3 ${nuts3}`}>
        {municipality ?? nuts3}
      </Fact>
      <Fact
        label={t('web.site.availability')}
        empty={empty}
        note={availableFrom && t('web.contact.since', { when: format.day(availableFrom) })}
      >
        {availability ? t(`web.site.availabilities.${availability}`) : null}
      </Fact>
      <Fact label={t('web.site.position')} empty={empty}>
        {coordinates ? `${coordinates.latitude}, ${coordinates.longitude}` : null}
      </Fact>
      <Fact label={t('web.prospect.enteredBy')} empty={empty}>
        {enteredBy.name}
      </Fact>
    </Facts>
  )
}

interface Since {
  since: string
  sinceWhen: { precision: Precision; text: string }
}

/** Since when a location has its standing, as exactly as it is known. */
const sinceText = ({ since, sinceWhen }: Since, { t, format }: Texts): string =>
  sinceWhen.precision === 'DAY'
    ? t('web.deal.memberSince', { day: format.day(since) })
    : t('web.contact.since', { when: sinceWhen.text })

/** The deals for which the site is a location, as far as the viewer may know that. */
function Deals({ deals }: { deals: SitePageQuery['deals'] }) {
  const texts = useTexts()
  const { t } = texts
  return (
    <Panel title={t('web.site.deals')} count={deals.totalCount}>
      {deals.totalCount === 0 ? <Empty>{t('web.timeline.noneVisible')}</Empty> : null}
      <ul className={styles.rows}>
        {deals.nodes.map(
          ({ id, reference, codeName, title, masked, stage, prospect, leadAgency, locations }) => (
            <li key={id}>
              <p className={styles.line}>
                <Link to="/deals/$reference" params={{ reference }}>
                  {masked ? codeName : title}
                </Link>
                <Badge>{stage.label}</Badge>
                {locations.nodes.map((location) => (
                  <Badge key={location.id} tone={location.standing === 'CHOSEN' ? 'good' : 'info'}>
                    {t(`web.locationStanding.${location.standing}`)}
                  </Badge>
                ))}
              </p>
              <p className="meta">
                {[
                  reference,
                  prospect?.name,
                  leadAgency.name,
                  locations.nodes[0] && sinceText(locations.nodes[0], texts),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ),
        )}
      </ul>
    </Panel>
  )
}
