import type { BriefingQuery } from '../api/generated/types.js'
import { Fact, Facts } from '../design/facts.js'
import { useTexts } from '../text/texts.js'

/** The next meeting and the size of the company, each with the day to which it refers. */
export function BriefingFigures({ prospect }: { prospect: NonNullable<BriefingQuery['prospect']> }) {
  const { t, format } = useTexts()
  const { headcount, headcountAsOf, revenue, revenueAsOf, deals } = prospect
  const next = prospect.next.nodes[0]
  const onDay = (day: string | null) => (day ? t('briefing.onDay', { day: format.day(day) }) : null)
  const notStated = t('briefing.notStated')
  return (
    <Facts>
      <Fact
        label={t('briefing.next')}
        empty={t('briefing.noneVisible')}
        note={next && [next.title, next.place].filter(Boolean).join(', ')}
      >
        {next ? (next.startsAt ? format.instant(next.startsAt) : next.when.text) : null}
      </Fact>
      <Fact label={t('briefing.openDeals')} empty="0">
        {format.number(deals.totalCount)}
      </Fact>
      <Fact label={t('briefing.headcount')} empty={notStated} note={onDay(headcountAsOf)}>
        {headcount === null ? null : format.number(headcount)}
      </Fact>
      <Fact label={t('briefing.revenue')} empty={notStated} note={revenue ? onDay(revenueAsOf) : null}>
        {revenue
          ? format.money({ low: revenue.amount, high: revenue.amount, currency: revenue.currency })
          : null}
      </Fact>
    </Facts>
  )
}
