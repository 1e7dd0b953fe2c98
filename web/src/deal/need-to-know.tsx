import { Panel } from '../design/panel.js'
import { useTexts } from '../text/texts.js'
import type { DealOfPage } from './deal-of-page.js'
import styles from './rows.module.css'

/** The users who see the deal whatever their clearance, and who added them. */
export function NeedToKnow({ entries }: { entries: DealOfPage['needToKnow'] }) {
  const { t, format } = useTexts()
  if (entries.length === 0) return null
  return (
    <Panel title={t('web.deal.needToKnow')} count={entries.length}>
      <ul className={styles.rows}>
        {entries.map(({ id, user, by, recordedAt }) => (
          <li key={id}>
            <p>
              <span>{user.name}</span> <span className="meta">{user.agency.name}</span>
            </p>
            <p className="meta">{t('web.deal.addedBy', { name: by.name, at: format.instant(recordedAt) })}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
