/** The four figures of the first page, each with how sure it is. */
import type { WeeklyContent } from '../content.js'
import { formatAmountRange } from '../text/amount.js'
import type { NumberRange } from '../text/formatter.js'
import type { StandingDto } from './facts.js'
import type { ExactAmount, FirstPageFigure } from './page.js'
import type { Phrases } from './phrases.js'

export const buildFigures = (content: WeeklyContent, phrases: Phrases): FirstPageFigure[] => [
  buildDeals(content, phrases),
  buildJobs(content, phrases),
  buildCapex(content, phrases),
  buildRealised(content, phrases),
]

const makeCount = (count: number): ExactAmount => ({ low: count, high: count, currency: null })

function buildDeals({ figures, difference }: WeeklyContent, phrases: Phrases): FirstPageFigure {
  const change = difference.closing.deals
  return {
    name: 'DEALS',
    label: phrases.translate('figure.openDeals'),
    value: phrases.formatter.formatNumber(figures.closing.deals),
    amounts: [makeCount(figures.closing.deals)],
    standing:
      change === 0
        ? phrases.translate('figure.sameDeals')
        : phrases.translate('figure.changedDeals', { change: phrases.formatter.formatChange(change) }),
  }
}

/** Unknown is never 0: without a statement there is no number. */
function buildJobs({ figures, standings }: WeeklyContent, phrases: Phrases): FirstPageFigure {
  const { deals, dealsWithout, low, high } = figures.closing
  const stated = deals - dealsWithout
  const kinds = new Set(standings.map(({ standing }) => standing))
  const label = `figure.jobs.${stated === 0 ? 'NONE' : kinds.size === 1 ? standings[0]!.standing : 'MIXED'}`
  if (stated === 0)
    return {
      name: 'JOBS',
      label: phrases.translate(label),
      value: phrases.translate('figure.unknown'),
      amounts: [],
      standing: phrases.translate(deals === 0 ? 'figure.noDeals' : 'figure.noJobsNote'),
    }
  const counted = phraseDealsOf(stated, deals, phrases)
  const parts = phraseStandings(standings, phrases)
  return {
    name: 'JOBS',
    label: phrases.translate(label),
    value: phraseRange({ low, high }, phrases),
    amounts: [{ low, high, currency: null }],
    standing:
      parts === '' ? counted : phrases.translate('figure.jobsNote', { standings: parts, deals: counted }),
  }
}

const phraseDealsOf = (count: number, total: number, phrases: Phrases): string =>
  phrases.translateCount('figure.dealsOf', count, { total: phrases.formatter.formatNumber(total) })

function phraseRange({ low, high }: NumberRange, phrases: Phrases): string {
  const { formatter } = phrases
  if (high === null) return phrases.translate('figure.atLeast', { low: formatter.formatNumber(low) })
  if (low === high) return formatter.formatNumber(low)
  return phrases.translate('figure.jobsValue', {
    low: formatter.formatNumber(low),
    high: formatter.formatNumber(high),
  })
}

/** Of more groups the sources are left out: the figure has a small box. */
const maxGroups = 3

function mergeSources(standings: readonly StandingDto[]): StandingDto[] {
  const merged = new Map<string, StandingDto>()
  for (const each of standings) {
    const sum = merged.get(each.standing)
    merged.set(each.standing, {
      standing: each.standing,
      source: null,
      deals: each.deals + (sum?.deals ?? 0),
      low: each.low + (sum?.low ?? 0),
      high: each.high === null || sum?.high === null ? null : each.high + (sum?.high ?? 0),
    })
  }
  return [...merged.values()]
}

/** "selon la presse"; of several "700 prévus par contrat, 300 annoncés par l’entreprise". */
function phraseStandings(all: readonly StandingDto[], phrases: Phrases): string {
  const standings = all.length > maxGroups ? mergeSources(all) : all
  if (standings.length <= 1) return standings.map((standing) => phraseStanding(standing, phrases)).join('')
  return standings
    .map((standing) =>
      phrases.translate('figure.standingPart', {
        jobs: phraseRange(standing, phrases),
        how: phraseStanding(standing, phrases),
      }),
    )
    .join(', ')
}

function phraseStanding({ standing, source }: StandingDto, phrases: Phrases): string {
  if (standing === 'REPORTED' && source !== null) return phrases.translate(`according.${source}`)
  if (standing === 'ANNOUNCED' && source !== null)
    return phrases.translate('figure.announcedBy', { who: phrases.translate(`who.${source}`) })
  return phrases.translate(`figure.how.${standing}`)
}

function buildCapex({ figures, deals }: WeeklyContent, phrases: Phrases): FirstPageFigure {
  const { capex, deals: open } = figures.closing
  const label = phrases.translate('figure.capex')
  if (capex.length === 0)
    return {
      name: 'CAPEX',
      label,
      value: phrases.translate('figure.unknown'),
      amounts: [],
      standing: phrases.translate(open === 0 ? 'figure.noDeals' : 'figure.noCapexNote'),
    }
  const stated = Object.values(deals).filter(({ now }) => now?.isOpen && now.capex !== null).length
  return {
    name: 'CAPEX',
    label,
    amounts: capex.map(({ low, high, currency }) => ({
      low: Number(low),
      high: high === null ? null : Number(high),
      currency,
    })),
    value: capex.map((amount) => formatAmountRange(phrases.language, amount)).join(' + '),
    standing: phrases.translate('figure.capexNote', { deals: phraseDealsOf(stated, open, phrases) }),
  }
}

function buildRealised({ figures: { closing, won } }: WeeklyContent, phrases: Phrases): FirstPageFigure {
  const { formatter } = phrases
  const jobs = { low: closing.realised + won.realised, high: addEnds(closing.realisedHigh, won.realisedHigh) }
  const wonJobs = { low: won.realised, high: won.realisedHigh }
  return {
    name: 'REALISED',
    label: phrases.translate('figure.realised'),
    amounts: isNone(jobs) ? [] : [{ ...jobs, currency: null }],
    value: isNone(jobs) ? phrases.translate('figure.none') : formatter.formatRange(jobs),
    standing: !isNone(wonJobs)
      ? phrases.translate('figure.realisedWon', { jobs: formatter.formatRange(wonJobs) })
      : phrases.translate('figure.realisedOpen'),
  }
}

const isNone = ({ low, high }: NumberRange): boolean => low === 0 && high === 0

const addEnds = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b
