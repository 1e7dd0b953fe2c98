import { useState } from 'react'
import { MissingFactsDocument } from '../../api/generated/deal/missing/missing.js'
import type { DealCoreFragment } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Icon } from '../../design/icon.js'
import type { Stage } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { LazyMoveDialog } from '../move/lazy-move-dialog.js'
import styles from './missing-strip.module.css'

interface MissingStripProps {
  deal: DealCoreFragment
  stage: Stage
  isEditable: boolean
}

/** What the deal lacks for its next stage, and the move once nothing is missing. */
export function MissingStrip({ deal, stage, isEditable }: MissingStripProps) {
  const { t } = useTexts()
  const [isMoving, setIsMoving] = useState(false)
  const { data } = useData(MissingFactsDocument, { id: deal.id, stage: stage.code })
  const missing = data?.deal?.missing
  if (!missing) return <div className={styles.strip} />
  const isReady = missing.length === 0
  return (
    <section className={`${styles.strip} ${isReady ? styles.ready : ''}`} aria-label={t('web.deal.nextStep')}>
      <div>
        <p className={styles.title}>
          <Icon name={isReady ? 'check' : 'warning'} />
          {isReady
            ? t('web.deal.nothingMissing', { stage: stage.label })
            : t('web.deal.missing', { count: missing.length, stage: stage.label })}
        </p>
        {isReady ? null : (
          <ul className={styles.list}>
            {missing.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        )}
      </div>
      {isEditable ? (
        <Button kind={isReady ? 'primary' : 'plain'} onClick={() => setIsMoving(true)}>
          {isReady ? t('web.deal.moveTo', { stage: stage.label }) : t('web.deal.supply')}
        </Button>
      ) : null}
      {isMoving ? <LazyMoveDialog deal={deal} stage={stage.code} onClose={() => setIsMoving(false)} /> : null}
    </section>
  )
}
