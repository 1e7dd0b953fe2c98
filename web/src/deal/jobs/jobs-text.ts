import type { Format } from '../../text/format.js'

/** "80–90", "1,000+" */
export const jobsText = ({ low, high }: { low: number; high: number | null }, format: Format): string =>
  format.range({ low, high })
