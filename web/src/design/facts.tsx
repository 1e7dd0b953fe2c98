import type { ReactNode } from 'react'
import styles from './facts.module.css'

/** Facts of a row: a label above each value. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

interface FactProps {
  label: string
  /** Empty: not stated. */
  children: ReactNode
  /** Shown in place of a value that is not stated. */
  empty: string
  note?: string | null | undefined
}

export function Fact({ label, children, empty, note }: FactProps) {
  const hasValue = Boolean(children)
  return (
    <div>
      <dt>{label}</dt>
      <dd className={hasValue ? undefined : styles.empty}>
        {hasValue ? children : empty}
        {note ? <span className="meta"> {note}</span> : null}
      </dd>
    </div>
  )
}
