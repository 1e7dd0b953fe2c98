import { lazy, Suspense, useState } from 'react'
import { StagesDocument } from '../../api/generated/admin/stage/stages.js'
import type { StageFactsFragment } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { AdminFrame } from '../admin-frame.js'
import styles from '../admin.module.css'
import page from '../../design/page.module.css'
import table from '../../design/table.module.css'

const StageDialog = lazy(async () => ({ default: (await import('./stage-dialog.js')).StageDialog }))

type Stage = StageFactsFragment

/** The stages of the pipeline, and what each requires; an OPERATOR changes them. */
export function StagesPage() {
  const { t } = useTexts()
  const { data, error, isLoading, reload } = useData(StagesDocument, {})
  return (
    <AdminFrame title={t('web.admin.stages')}>
      <p className={page.hidden}>{t('web.admin.stagesText')}</p>
      {isLoading ? <Skeleton rows={8} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data ? <StageTable stages={data.dealStages} onChanged={reload} /> : null}
    </AdminFrame>
  )
}

function StageTable({ stages, onChanged }: { stages: Stage[]; onChanged: () => void }) {
  const { t } = useTexts()
  const isOperator = useViewer().role === 'OPERATOR'
  const [edited, setEdited] = useState<Stage>()
  return (
    <div className={table.scroll}>
      <table className={table.list}>
        <thead>
          <tr>
            <th scope="col">{t('web.admin.stage')}</th>
            <th scope="col" className="numeric">
              {t('web.admin.probability')}
            </th>
            <th scope="col">{t('web.admin.requires')}</th>
            {isOperator ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <Row key={stage.code} stage={stage} onEdit={isOperator ? () => setEdited(stage) : null} />
          ))}
        </tbody>
      </table>
      {edited ? (
        <Suspense>
          <StageDialog
            stage={edited}
            onClose={() => setEdited(undefined)}
            onSaved={() => {
              setEdited(undefined)
              onChanged()
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

function Row({ stage, onEdit }: { stage: Stage; onEdit: (() => void) | null }) {
  const { t, format } = useTexts()
  const { label, outcome, probability, requires } = stage
  return (
    <tr>
      <th scope="row">
        {label}
        <span className="meta">{t(`stageOutcome.${outcome}`)}</span>
      </th>
      <td className="numeric" data-label={t('web.admin.probability')}>
        {t('web.admin.percent', { percent: format.number(probability) })}
      </td>
      <td
        className={styles.wide}
        data-label={t('web.admin.requires')}
        data-empty={requires.length === 0 ? '' : undefined}
      >
        {requires.length === 0 ? (
          '–'
        ) : (
          <ul className={styles.facts}>
            {requires.map((fact) => (
              <li key={fact}>{t(`fact.${fact}`)}</li>
            ))}
          </ul>
        )}
      </td>
      {onEdit ? (
        <td>
          <Button kind="quiet" aria-label={`${t('web.deal.edit')}: ${label}`} onClick={onEdit}>
            {t('web.deal.edit')}
          </Button>
        </td>
      ) : null}
    </tr>
  )
}
