import { lazy } from 'react'
import type { ProjectionFragment } from '../../api/generated/types.js'
import { Panel } from '../../design/panel.js'
import { Empty } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'
import { SourceText } from '../source-text.js'
import { jobsText } from './jobs-text.js'
import { RangeBar } from './range-bar.js'
import styles from './jobs.module.css'

const ProjectionDialog = lazy(async () => ({
  default: (await import('./projection-dialog.js')).ProjectionDialog,
}))

/** Every statement about jobs, latest first, as a range with its standing and source. */
export function Jobs({ deal, isEditable }: { deal: DealOfPage; isEditable: boolean }) {
  const { t } = useTexts()
  const { nodes, totalCount } = deal.jobProjections
  const end = Math.max(1, ...nodes.map(({ low, high }) => high ?? low * 1.5))
  return (
    <Panel
      title={t('web.deal.jobsTitle')}
      count={totalCount}
      id="jobs"
      actions={
        isEditable ? (
          <DialogButton label={t('web.record.add')} about={t('web.record.newProjection')}>
            {(close) => <ProjectionDialog deal={deal} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {nodes.length === 0 ? (
        <Empty>{deal.jobsUnknown ? t('web.deal.jobsUnknown') : t('web.deal.noJobs')}</Empty>
      ) : (
        <ol className={styles.statements}>
          {nodes.map((projection) => (
            <Statement key={projection.id} projection={projection} end={end} />
          ))}
        </ol>
      )}
    </Panel>
  )
}

function Statement({ projection, end }: { projection: ProjectionFragment; end: number }) {
  const { t, format } = useTexts()
  const { kind, horizon, standing, statedOn, statedWhen, source, targetYear, wording, replacedBy } =
    projection
  return (
    <li className={replacedBy ? styles.replaced : undefined}>
      <p className={styles.number}>
        <strong>{jobsText(projection, format)}</strong> {t(`jobKind.${kind}`)}, {t(`jobHorizon.${horizon}`)}
        {targetYear ? ` (${targetYear})` : ''}
      </p>
      <RangeBar low={projection.low} high={projection.high} end={end} standing={standing} />
      <p className="meta">
        {t(`web.standing.${standing}`)} ·{' '}
        <SourceText source={source} statedOn={statedOn} statedWhen={statedWhen} />
        {wording ? ` · “${wording}”` : ''}
        {replacedBy ? ` · ${t('web.deal.replaced')}` : ''}
      </p>
    </li>
  )
}
