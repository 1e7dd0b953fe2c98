import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { ProspectDealsFragment } from '../api/generated/types.js'
import { jobsText } from '../deal/jobs/jobs-text.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { isWriter, useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

const OpenDealDialog = lazy(async () => ({ default: (await import('./open-deal-dialog.js')).OpenDealDialog }))

interface DealsProps {
  prospect: ProspectDealsFragment & { id: string; name: string; sector: string | null }
}

/** The deals of the company whose company the viewer may know: how far, how many jobs, how sure. */
export function DealsOfProspect({ prospect }: DealsProps) {
  const { t, format } = useTexts()
  const viewer = useViewer()
  const [isOpening, setIsOpening] = useState(false)
  const { deals } = prospect
  return (
    <Panel
      title={t('web.prospect.deals')}
      count={deals.totalCount}
      id="deals"
      actions={
        isWriter(viewer) ? (
          <Button kind="quiet" onClick={() => setIsOpening(true)}>
            <Icon name="plus" />
            {t('web.prospect.openDeal')}
          </Button>
        ) : null
      }
    >
      {deals.totalCount === 0 ? <Empty>{t('web.prospect.noDeals')}</Empty> : null}
      <ul className={page.rows}>
        {deals.nodes.map((deal) => (
          <li key={deal.id}>
            <p className={page.line}>
              <Link to="/deals/$reference" params={{ reference: deal.reference }}>
                {deal.title}
              </Link>
              <Badge tone={deal.stage.outcome === 'OPEN' ? 'info' : 'warn'}>{deal.stage.label}</Badge>
              {deal.confidentiality === 'OPEN' ? null : (
                <Badge tone="warn">{t(`confidentiality.${deal.confidentiality}`)}</Badge>
              )}
            </p>
            <p>{figuresOf(deal)}</p>
            <p className="meta">
              {[deal.reference, deal.codeName, deal.leadAgency.name, deal.officer?.name]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {isOpening ? (
        <Suspense>
          <OpenDealDialog prospect={prospect} onClose={() => setIsOpening(false)} />
        </Suspense>
      ) : null}
    </Panel>
  )

  function figuresOf({ currentProjection: jobs, jobsUnknown, capex }: Deal): string {
    const number = jobs
      ? t('web.prospect.jobs', {
          range: jobsText(jobs, format),
          standing: t(`web.standing.${jobs.standing}`),
        })
      : t(jobsUnknown ? 'web.deal.jobsUnknown' : 'web.deal.noJobs')
    return [number, capex && format.money(capex)].filter(Boolean).join(' · ')
  }
}

type Deal = ProspectDealsFragment['deals']['nodes'][number]
