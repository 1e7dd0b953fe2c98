import type { ProspectIdentityFragment } from '../api/generated/types.js'
import { Fact, Facts } from '../design/facts.js'
import { useTexts } from '../text/texts.js'

/** What identifies the company, and its size with the day to which each figure refers. */
export function Identity({ prospect }: { prospect: ProspectIdentityFragment }) {
  const { t, format } = useTexts()
  const { city, country, revenue, website, headcount, headcountAsOf, revenueAsOf } = prospect
  const empty = t('web.deal.notStated')
  const asOf = (day: string | null) => (day ? t('web.prospect.onDay', { day: format.day(day) }) : null)
  return (
    <Facts>
      <Fact label={t('web.prospect.legalName')} empty={empty}>
        {prospect.legalName}
      </Fact>
      <Fact label={t('web.prospect.seat')} empty={empty}>
        {[city, country && format.country(country)].filter(Boolean).join(', ')}
      </Fact>
      <Fact label={t('web.prospect.sector')} empty={empty}>
        {prospect.sector}
      </Fact>
      <Fact label={t('web.prospect.headcount')} empty={empty} note={asOf(headcountAsOf)}>
        {headcount === null ? null : format.number(headcount)}
      </Fact>
      <Fact label={t('web.prospect.revenue')} empty={empty} note={revenue ? asOf(revenueAsOf) : null}>
        {revenue
          ? format.money({ low: revenue.amount, high: revenue.amount, currency: revenue.currency })
          : null}
      </Fact>
      <Fact label={t('web.prospect.enterpriseNumber')} empty={empty}>
        {prospect.enterpriseNumber}
      </Fact>
      <Fact label={t('web.prospect.lei')} empty={empty}>
        {prospect.lei}
      </Fact>
      <Fact label={t('web.prospect.website')} empty={empty}>
        {website ? (
          <a href={website} rel="noreferrer" target="_blank">
            {website.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
          </a>
        ) : null}
      </Fact>
    </Facts>
  )
}
