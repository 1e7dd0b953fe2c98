import type { SummaryClaimFragment } from '../api/generated/types.js'
import { SourceText } from '../deal/source-text.js'
import { useTexts } from '../text/texts.js'
import { MoreLines, shownLines } from './shown-lines.js'
import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

/** Claims of the period with their sources. */
export function Statements({ title, claims }: { title: string; claims: SummaryClaimFragment[] }) {
  if (claims.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles.lines}>
        {shownLines(claims).map((claim) => (
          <li key={claim.id}>
            <Statement claim={claim} />
          </li>
        ))}
      </ul>
      <MoreLines items={claims} />
    </section>
  )
}

/** Both sides of each dispute, beside each other. */
export function Disputes({ disputes }: { disputes: Summary['disputes'] }) {
  const { t } = useTexts()
  if (disputes.length === 0) return null
  return (
    <section>
      <h2>{t('web.summary.disputed')}</h2>
      {shownLines(disputes).map(({ claim, disputedBy }) => (
        <div key={disputedBy.id} className={styles.dispute}>
          <Statement claim={claim} />
          <Statement claim={disputedBy} />
        </div>
      ))}
      <MoreLines items={disputes} />
    </section>
  )
}

function Statement({ claim }: { claim: SummaryClaimFragment }) {
  return (
    <div>
      <p>{claim.statement}</p>
      <p className="meta">
        <SourceText source={claim.source} statedOn={claim.statedOn} statedWhen={claim.statedWhen} />
      </p>
    </div>
  )
}
