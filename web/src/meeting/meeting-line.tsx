import { Link } from '@tanstack/react-router'
import type { MeetingLineFragment } from '../api/generated/types.js'
import { useTexts } from '../text/texts.js'
import styles from './meetings-page.module.css'

/** A meeting in a few lines: when, where, participants, deals, and what came of it. */
export function MeetingLine({ meeting }: { meeting: MeetingLineFragment }) {
  const { format } = useTexts()
  const { title, place, outcome, startsAt, when, participants, deals } = meeting
  return (
    <>
      <p className={styles.when}>
        <time dateTime={when.from}>{when.text}</time>
        {startsAt ? <span> {format.time(startsAt)}</span> : null}
      </p>
      <div className={styles.body}>
        <h2>{title}</h2>
        <p className={`meta ${styles.names}`}>
          {place ? <span>{place}</span> : null}
          {participants.map(({ id, contact, user, description }) =>
            contact?.name ? (
              <Link key={id} to="/contacts/$id" params={{ id: contact.id }}>
                {contact.name}
              </Link>
            ) : (
              <span key={id}>{user?.name ?? description}</span>
            ),
          )}
        </p>
        {outcome ? <p>{outcome}</p> : null}
        {deals.length > 0 ? (
          <p className={styles.deals}>
            {deals.map(({ id, reference, codeName }) => (
              <Link key={id} to="/deals/$reference" params={{ reference }}>
                {reference} {codeName}
              </Link>
            ))}
          </p>
        ) : null}
      </div>
    </>
  )
}
