import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ProspectPageDocument } from '../api/generated/prospect/prospect-page.js'
import type { ProspectPageQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { Agreements } from '../deal/agreement/agreements.js'
import { Claims } from '../deal/claim/claims.js'
import { canChange as canChangeDeal } from '../deal/deal-rights.js'
import { Button, buttonClass } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty, Skeleton } from '../design/state.js'
import { Failure, NotFound } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { isWriter, useViewer, type Viewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { DealsOfProspect } from './deals-of-prospect.js'
import { Group } from './group.js'
import { Identity } from './identity.js'
import { Meetings, People } from './people.js'
import styles from '../design/page.module.css'

const EditProspect = lazy(async () => ({ default: (await import('./edit-prospect.js')).EditProspect }))

type Prospect = NonNullable<ProspectPageQuery['prospect']>

/** Returns whether the viewer may change the company, so that the page shows only what would succeed. The service decides. */
const canChange = (viewer: Viewer, { enteredBy, deals }: Prospect): boolean =>
  isWriter(viewer) &&
  (enteredBy.code === viewer.agency.code || deals.nodes.some((deal) => canChangeDeal(viewer, deal)))

/** One company: what is known of it, its group, its deals, its people, and what is claimed about it. */
export function ProspectPage() {
  const { t } = useTexts()
  const { id } = useParams({ from: '/prospects/$id' })
  const { data, error, isLoading, reload } = useData(ProspectPageDocument, { id })
  if (isLoading) return <Skeleton rows={10} label={t('web.state.loading')} />
  if (error && !data) return <Failure error={error} onRetry={reload} />
  if (!data?.prospect) return <NotFound />
  return <Content prospect={data.prospect} claims={data.claims} />
}

interface ContentProps {
  prospect: Prospect
  claims: ProspectPageQuery['claims']
}

function Content({ prospect, claims }: ContentProps) {
  const { t } = useTexts()
  const isEditable = canChange(useViewer(), prospect)
  return (
    <article className={styles.page}>
      <PageTitle>{prospect.name}</PageTitle>
      <Header prospect={prospect} isEditable={isEditable} />
      <Identity prospect={prospect} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <DealsOfProspect prospect={prospect} />
          <People prospect={prospect} />
          <Meetings prospect={prospect} />
        </div>
        <div className={styles.column}>
          <Group prospect={prospect} isEditable={isEditable} />
          {claims.totalCount > 0 ? (
            <Claims claims={claims} changeableDeal={null} />
          ) : (
            <Panel title={t('web.deal.claims')} count={0}>
              <Empty>{t('web.timeline.noneVisible')}</Empty>
            </Panel>
          )}
          {prospect.agreements.totalCount > 0 ? (
            <Agreements agreements={prospect.agreements} changeableDeal={null} />
          ) : null}
        </div>
      </div>
      <p className={styles.hidden}>
        {t('web.prospect.enteredByNote', { agency: prospect.enteredBy.name })} {t('web.prospect.partial')}
      </p>
    </article>
  )
}

function Header({ prospect, isEditable }: { prospect: Prospect; isEditable: boolean }) {
  const { t } = useTexts()
  const [isEditing, setIsEditing] = useState(false)
  const { id, name, aliases, archivedAt, confidentiality } = prospect
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <p className={styles.trail}>
          <Link to="/prospects">{t('web.shell.prospects')}</Link>
          <span aria-hidden="true">›</span>
          {confidentiality === 'OPEN' ? null : (
            <Badge tone="warn">{t(`confidentiality.${confidentiality}`)}</Badge>
          )}
          {archivedAt ? <Badge tone="warn">{t('web.prospect.archived')}</Badge> : null}
        </p>
        <div className={styles.actions}>
          {isEditable ? (
            <Button onClick={() => setIsEditing(true)}>
              <Icon name="edit" />
              {t('web.deal.edit')}
            </Button>
          ) : null}
          <Link to="/prospects/$id/briefing" params={{ id }} className={buttonClass('primary')}>
            <Icon name="summary" />
            {t('web.briefing.title')}
          </Link>
        </div>
      </div>
      <h1>{name}</h1>
      {aliases.length > 0 ? (
        <p className="meta">{t('web.prospect.alsoKnown', { names: aliases.join(', ') })}</p>
      ) : null}
      {isEditing ? (
        <Suspense>
          <EditProspect prospect={prospect} onClose={() => setIsEditing(false)} />
        </Suspense>
      ) : null}
    </header>
  )
}
