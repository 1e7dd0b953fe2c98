import { useId, type ReactNode } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  title: string
  /** Shown beside the title, such as a button. */
  actions?: ReactNode
  count?: number | undefined
  id?: string
  children: ReactNode
}

/** A section of a page with its title. */
export function Panel({ title, actions, count, id, children }: PanelProps) {
  const titleId = useId()
  return (
    <section className={styles.panel} aria-labelledby={titleId} id={id}>
      <header className={styles.header}>
        <h2 id={titleId}>
          {title} {count === undefined ? null : <span className={styles.count}>{count}</span>}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  )
}
