import type { JobStanding } from '../../api/generated/types.js'
import styles from './range-bar.module.css'

interface RangeBarProps {
  low: number
  high: number | null
  /** The number at the right end of the scale. */
  end: number
  standing: JobStanding
}

/** Percent of the width that is left for the arrow of an open end. */
const arrow = 6

/**
 * A range on a scale from 0. The standing is a form, readable in black and white: rumoured dotted, reported hatched,
 * announced light, contracted and realised solid. The number itself is in the text beside it.
 */
export function RangeBar({ low, high, end, standing }: RangeBarProps) {
  const toPercent = (value: number) => (value / end) * (100 - arrow)
  const start = toPercent(low)
  const width = Math.max(1.5, (high === null ? 100 - arrow : toPercent(high)) - start)
  return (
    <svg className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <line className={styles.scale} x1="0" x2="100" y1="5" y2="5" />
      <rect className={styles[standing]} x={start} y="1" width={width} height="8" />
      {high === null ? (
        <path className={styles.arrow} d={`M${100 - arrow} 1 L99 5 L${100 - arrow} 9`} />
      ) : null}
    </svg>
  )
}
