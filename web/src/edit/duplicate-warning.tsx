import type { ReactNode } from 'react'
import { Notice } from '../design/state.js'

interface DuplicateWarningProps {
  title: string
  count: number
  /** One list item for each row. */
  children: ReactNode
}

/** What may be the same as the row that is being entered. Read aloud when it appears, without taking the focus. */
export function DuplicateWarning({ title, count, children }: DuplicateWarningProps) {
  return (
    <div aria-live="polite">
      {count > 0 ? (
        <Notice tone="warn">
          <p>
            <strong>{title}</strong>
          </p>
          <ul>{children}</ul>
        </Notice>
      ) : null}
    </div>
  )
}
