import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

interface MeetingsOfWeekProps {
  title: string
  meetings: Summary['meetingsHeld']
  none: string
}

export function MeetingsOfWeek({ title, meetings, none }: MeetingsOfWeekProps) {
  return (
    <section>
      <h2>{title}</h2>
      {meetings.length === 0 ? <p className="meta">{none}</p> : null}
      <ul className={styles.lines}>
        {meetings.map(({ id, title, place, when }) => (
          <li key={id}>
            {title} <span className="meta">{[when.text, place].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
