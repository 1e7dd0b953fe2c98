import type { ReactNode } from 'react'

interface SortHeaderProps {
  /** Undefined: not sorted by this column. */
  direction: 'ascending' | 'descending' | undefined
  isNumber?: boolean | undefined
  children: ReactNode
}

/** The header of a column; a sorted one shows its direction. */
export function SortHeader({ direction, isNumber, children }: SortHeaderProps) {
  return (
    <th scope="col" className={isNumber ? 'numeric' : undefined} aria-sort={direction}>
      {children}
      {direction ? <span aria-hidden="true">{direction === 'descending' ? ' ↓' : ' ↑'}</span> : null}
    </th>
  )
}
