import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { searchWith, useAsk, type Showing } from './use-ask.js'

interface AskLinkProps {
  /** What differs from the present address; undefined removes. */
  changes: { [Key in keyof Showing]: Showing[Key] | undefined }
  className?: string | undefined
  label?: string | undefined
  isCurrent?: boolean
  children: ReactNode
}

/** A link to the same question shown otherwise. */
export function AskLink({ changes, className, label, isCurrent, children }: AskLinkProps) {
  const ask = useAsk()
  const props = {
    search: searchWith(ask, changes),
    className,
    'aria-label': label,
    'aria-current': isCurrent ? ('true' as const) : undefined,
    activeOptions: { exact: true },
    resetScroll: false,
  }
  return ask.saved ? (
    <Link to="/ask/$savedQuestion" params={{ savedQuestion: ask.saved.id }} {...props}>
      {children}
    </Link>
  ) : (
    <Link to="/ask" {...props}>
      {children}
    </Link>
  )
}
