import { lazy } from 'react'
import type { ClaimTextFragment, DealClaimsFragment } from '../../api/generated/types.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { useTexts } from '../../text/texts.js'
import styles from '../rows.module.css'
import { SourceText } from '../source-text.js'

const ClaimDialog = lazy(async () => ({ default: (await import('./claim-dialog.js')).ClaimDialog }))
const GradeDialog = lazy(async () => ({ default: (await import('./grade-dialog.js')).GradeDialog }))

interface ClaimsProps {
  claims: DealClaimsFragment['claims']
  /** Id of the deal, if the viewer may change it. */
  changeableDeal: string | null
}

const tones = { CONFIRMED: 'good', DENIED: 'bad', RETRACTED: 'warn', UNCONFIRMED: 'info' } as const

/** What is stated about the deal, with grade and source. A dispute shows both sides beside each other. */
export function Claims({ claims, changeableDeal }: ClaimsProps) {
  const { t } = useTexts()
  const isEditable = changeableDeal !== null
  const disputed = new Set(claims.nodes.flatMap(({ disputes }) => (disputes ? [disputes.id] : [])))
  return (
    <Panel
      title={t('web.deal.claims')}
      count={claims.totalCount}
      id="claims"
      actions={
        changeableDeal ? (
          <DialogButton label={t('web.record.add')} about={t('web.record.newClaim')}>
            {(close) => <ClaimDialog deal={changeableDeal} claims={claims.nodes} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {claims.nodes.length === 0 ? <Empty>{t('web.deal.noClaims')}</Empty> : null}
      <ul className={styles.rows}>
        {claims.nodes
          .filter(({ id }) => !disputed.has(id))
          .map((claim) => (
            <li key={claim.id}>
              {claim.disputes ? (
                <div className={styles.dispute}>
                  <h3>{t('web.deal.disputed')}</h3>
                  <ClaimText claim={claim.disputes} isEditable={isEditable} />
                  <ClaimText claim={claim} isEditable={isEditable} />
                </div>
              ) : (
                <ClaimText claim={claim} isEditable={isEditable} />
              )}
            </li>
          ))}
      </ul>
    </Panel>
  )
}

function ClaimText({
  claim,
  isEditable,
}: {
  claim: ClaimTextFragment & { id: string }
  isEditable: boolean
}) {
  const { t } = useTexts()
  return (
    <div>
      <p>
        <span>{claim.statement}</span>
        <Badge tone={tones[claim.standing]}>{t(`claimStanding.${claim.standing}`)}</Badge>
        <Badge>
          <span title={claim.grade.text}>
            {claim.grade.reliability}
            {claim.grade.credibility}
          </span>
        </Badge>
      </p>
      {claim.wording ? <p className={styles.quote}>“{claim.wording}”</p> : null}
      <p className="meta">
        <SourceText source={claim.source} statedOn={claim.statedOn} statedWhen={claim.statedWhen} />
      </p>
      {isEditable ? (
        <DialogButton label={t('web.record.grade')} about={claim.statement} icon={null}>
          {(close) => <GradeDialog claim={claim} onClose={close} />}
        </DialogButton>
      ) : null}
    </div>
  )
}
