import type { ClaimTextFragment, DealClaimsFragment } from '../api/generated/types.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { SourceText } from './source-text.js'
import styles from './rows.module.css'

type ClaimsOfDeal = DealClaimsFragment['claims']

const tones = { CONFIRMED: 'good', DENIED: 'bad', RETRACTED: 'warn', UNCONFIRMED: 'info' } as const

/** What is stated about the deal, with grade and source. A dispute shows both sides beside each other. */
export function Claims({ claims }: { claims: ClaimsOfDeal }) {
  const { t } = useTexts()
  const disputed = new Set(claims.nodes.flatMap(({ disputes }) => (disputes ? [disputes.id] : [])))
  return (
    <Panel title={t('web.deal.claims')} count={claims.totalCount} id="claims">
      {claims.nodes.length === 0 ? <Empty>{t('web.deal.noClaims')}</Empty> : null}
      <ul className={styles.rows}>
        {claims.nodes
          .filter(({ id }) => !disputed.has(id))
          .map((claim) => (
            <li key={claim.id}>
              {claim.disputes ? (
                <div className={styles.dispute}>
                  <h3>{t('web.deal.disputed')}</h3>
                  <ClaimText claim={claim.disputes} />
                  <ClaimText claim={claim} />
                </div>
              ) : (
                <ClaimText claim={claim} />
              )}
            </li>
          ))}
      </ul>
    </Panel>
  )
}

function ClaimText({ claim }: { claim: ClaimTextFragment }) {
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
        <SourceText source={claim.source} statedOn={claim.statedOn} />
      </p>
    </div>
  )
}
