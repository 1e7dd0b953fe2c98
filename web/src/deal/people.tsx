import { Link } from '@tanstack/react-router'
import type { DealPeopleFragment } from '../api/generated/types.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import styles from './rows.module.css'
import { peopleOf } from './people-of-deal.js'

/** The contacts of the prospect, and the participants of the deal's meetings, each with the last meeting. */
export function People({ deal }: { deal: DealPeopleFragment }) {
  const { t, format } = useTexts()
  const people = peopleOf(deal)
  return (
    <Panel title={t('web.deal.people')} count={people.length} id="people">
      {people.length === 0 ? <Empty>{t('web.deal.noPeople')}</Empty> : null}
      <ul className={styles.rows}>
        {people.map(({ id, isContact, name, jobTitle, organisation, isDecisionMaker, lastMet }) => (
          <li key={id}>
            <p>
              {isContact ? (
                <Link to="/contacts/$id" params={{ id }}>
                  <strong>{name ?? t('web.contact.erased')}</strong>
                </Link>
              ) : (
                <strong>{name ?? t('web.deal.unnamed')}</strong>
              )}
              {isDecisionMaker ? <Badge>{t('web.deal.decisionMaker')}</Badge> : null}
            </p>
            <p className="meta">
              {[jobTitle, organisation, lastMet && t('web.deal.lastMet', { day: format.day(lastMet) })]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
