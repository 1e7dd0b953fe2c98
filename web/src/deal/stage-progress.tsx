import type { DealCoreFragment } from '../api/generated/types.js'
import { useSession } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { openStages } from './stages.js'
import styles from './stage-progress.module.css'

/** How far a deal has come: its stage in words, and the steps until the landing. */
export function StageProgress({ stage, days }: { stage: DealCoreFragment['stage']; days: number }) {
  const { t } = useTexts()
  const { stages } = useSession()
  const steps = openStages(stages)
  const isOpen = stage.outcome === 'OPEN'
  return (
    <div className={styles.progress}>
      <p className={styles.words}>
        <strong className={styles[stage.outcome]}>{stage.label}</strong>
        <span>{t('web.deal.daysInStage', { count: days })}</span>
        {isOpen ? <span>{t('web.deal.probability', { percent: stage.probability })}</span> : null}
      </p>
      {isOpen ? (
        <ol className={styles.steps} aria-hidden="true">
          {steps.map(({ code, label, position }) => (
            <li key={code} className={position <= stage.position ? styles.done : undefined}>
              <span>{label}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}
