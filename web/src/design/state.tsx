import type { ReactNode } from 'react'
import styles from './state.module.css'

/** A place without rows, with the next step where there is one. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {action}
    </div>
  )
}

/** Grey bars in the place of rows that are being loaded, as high as the rows will be. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  )
}

type Tone = 'info' | 'warn' | 'bad' | 'good'

/** A message in the page. `alert` is read aloud when it appears. */
export function Notice({ tone, alert, children }: { tone: Tone; alert?: boolean; children: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={alert ? 'alert' : undefined}>
      {children}
    </div>
  )
}

/** A short label of a state. */
export function Badge({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>
}
