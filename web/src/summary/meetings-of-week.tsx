import { MoreLines, shownLines } from './shown-lines.js'
import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

interface MeetingsOfWeekProps {
  title: string
  meetings: Summary['meetingsHeld']
}

/** Nothing without meetings: the first page says what "none" means for its reader. */
export function MeetingsOfWeek({ title, meetings }: MeetingsOfWeekProps) {
  if (meetings.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles.lines}>
        {shownLines(meetings).map(({ id, title, place, when }) => (
          <li key={id}>
            {title} <span className="meta">{[when.text, place].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      <MoreLines items={meetings} />
    </section>
  )
}
