import { Link } from '@tanstack/react-router'
import type { TextKey } from '../text/translate.js'
import { useTexts, type Texts } from '../text/texts.js'
import { nameOf, type Summary } from './summary.js'
import styles from './summary-page.module.css'

type Entry = Summary['attention'][number]

/** On the minister's page. */
const most = 5

function groupByDeal(attention: Entry[]): Entry[][] {
  const groups = new Map<string, Entry[]>()
  for (const entry of attention) groups.set(entry.deal.id, [...(groups.get(entry.deal.id) ?? []), entry])
  return [...groups.values()]
}

function reasonOf({ code, facts }: Entry, { t, format }: Pick<Texts, 't' | 'format'>): string {
  if (code !== 'FACTS_MISSING') return t(`attention.${code}`)
  const names = facts.map((fact) => t(`fact.${fact}` as TextKey))
  return t('web.summary.missing', { facts: format.list(names) })
}

/** At most five deals that need attention, each with the reasons. */
export function AttentionList({ attention }: { attention: Entry[] }) {
  const { t, format } = useTexts()
  const groups = groupByDeal(attention).slice(0, most)
  if (groups.length === 0) return null
  return (
    <section>
      <h2>{t('web.summary.attention')}</h2>
      <ul className={styles.lines}>
        {groups.map((entries) => {
          const { deal } = entries[0]!
          return (
            <li key={deal.id}>
              <p>
                <Link to="/deals/$reference" params={{ reference: deal.reference }}>
                  <strong>{nameOf(deal)}</strong>
                </Link>
              </p>
              <ul>
                {entries.map((entry) => (
                  <li key={entry.code} className="meta">
                    {reasonOf(entry, { t, format })}
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
