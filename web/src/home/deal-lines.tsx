import { Link } from '@tanstack/react-router'
import type { HomeDealFragment } from '../api/generated/types.js'
import { Empty } from '../design/state.js'
import styles from './home-page.module.css'

interface DealLinesProps {
  deals: HomeDealFragment[]
  none: string
  note: (deal: HomeDealFragment) => string | undefined
}

/** Deals in one line each. */
export function DealLines({ deals, none, note }: DealLinesProps) {
  if (deals.length === 0) return <Empty>{none}</Empty>
  return (
    <ul className={styles.lines}>
      {deals.map((deal) => (
        <li key={deal.id}>
          <Link to="/deals/$reference" params={{ reference: deal.reference }}>
            {deal.masked ? deal.codeName : (deal.prospect?.name ?? deal.codeName)}
          </Link>
          <span>{deal.stage.label}</span>
          <span className="meta">{note(deal)}</span>
        </li>
      ))}
    </ul>
  )
}
