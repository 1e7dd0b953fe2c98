import { firstDayOf, kindOf } from '../day/period.js'
import type { Texts } from '../text/texts.js'

/** "Week 22 of 2018", "May 2018", "Quarter 2 of 2018", "2018". */
export function namePeriod(period: string, { t, format }: Pick<Texts, 't' | 'format'>): string {
  const year = period.slice(0, 4)
  switch (kindOf(period)) {
    case 'WEEK':
      return t('web.summary.week', { number: Number(period.slice(-2)), year })
    case 'QUARTER':
      return t('web.summary.quarter', { number: Number(period.slice(-1)), year })
    case 'MONTH':
      return format.month(firstDayOf(period))
    default:
      return year
  }
}
