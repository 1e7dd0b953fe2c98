import { dayOf } from '../../core/time/day.js'
import type { Language, MessageParams } from '../../core/locale.js'
import { naceSection } from '../../core/validation/nace.js'
import type { PartialDateValue } from '../../core/time/partial-date.js'
import type { DealDto, WeeklyContent } from '../content.js'
import { formatAmountRange } from '../text/amount.js'
import { formatterFor, type Formatter, type NumberRange } from '../text/formatter.js'
import type { DealFactsDto, JobsDto, SourceDto } from './facts.js'

/** Longer quotations of statements and titles are cut at a word: the page has to fit on one sheet. */
const maxQuotation = 200

/** A newspaper without another name states what it reports. */
const nameOf = ({ kind, name, medium }: SourceDto) => ({
  kind,
  name: name ?? (kind === 'PRESS' ? (medium ?? null) : null),
})

/** The parts from which the sentences of a first page are made, in one language for one reader. */
export class Phrases {
  readonly formatter: Formatter
  /** Whether some deals are masked for the reader, so that "none" means "none that you may see". */
  readonly isPartial: boolean
  /** Day in Brussels up to which the summary is known. */
  readonly knownDay: string
  private readonly facts: ReadonlyMap<string, DealFactsDto>

  constructor(
    private readonly content: WeeklyContent,
    readonly language: Language,
  ) {
    this.formatter = formatterFor(language).forPeriod(content.period)
    this.isPartial = Object.values(content.deals).some(({ masked }) => masked)
    this.knownDay = dayOf(new Date(content.knownAt))
    this.facts = new Map(content.dealFacts.map((facts) => [facts.deal, facts]))
  }

  /** Returns the text under `firstPage.<key>`, with a capital letter at its start if it is a sentence. */
  translate(key: string, params: MessageParams = {}): string {
    const text = this.formatter.translateKey(`firstPage.${key}`, params)
    return /[.!?”’“»]$/.test(text) ? capitalize(text) : text
  }

  /** Returns the singular or plural text; `{{written}}` is the count. */
  translateCount(key: string, count: number, params: MessageParams = {}): string {
    return this.translate(key, { ...params, count, written: this.formatter.formatNumber(count) })
  }

  /** Does the same for a count of things in a sentence, where up to nine is a word. */
  translateNumber(key: string, count: number, params: MessageParams = {}): string {
    const isWord = count >= 2 && count <= 9
    const written = isWord ? this.translate(`countWord.${count}`) : this.formatter.formatNumber(count)
    return this.translate(key, { ...params, count, written })
  }

  /** Returns the text for readers who see everything, or the one for those who do not. */
  translateNone(key: string): string {
    return this.translate(this.isPartial ? `${key}Visible` : key)
  }

  findDeal(id: string): DealDto {
    return this.content.deals[id]!
  }

  findFacts(id: string): DealFactsDto | undefined {
    return this.facts.get(id)
  }

  /** The company, else the code name. */
  nameDeal(id: string): string {
    const { prospect, codeName } = this.findDeal(id)
    return prospect ?? codeName
  }

  /** "le 31 mai 2018", "début mars 2018", "au 3e trimestre 2018". */
  phraseWhen(date: PartialDateValue | string): string {
    const { precision, text } = this.phraseDate(date)
    return this.translate(`when.${precision}`, { date: text })
  }

  /** The date without a preposition, and with one: placeholders `date` and `when`. */
  dateParams(date: PartialDateValue | string): { date: string; when: string } {
    return { date: this.phraseDate(date).text, when: this.phraseWhen(date) }
  }

  private phraseDate(date: PartialDateValue | string): { precision: string; text: string } {
    const partial = typeof date === 'string' ? { from: date, to: date, precision: 'DAY' as const } : date
    return { precision: partial.precision, text: this.formatter.formatPartialDate(partial) }
  }

  /** "au moins 1 000 emplois", "de 200 à 999 emplois". */
  phraseJobs({ low, high }: NumberRange): string {
    if (high === null) return this.translateCount('jobsAtLeast', low)
    if (low === high) return this.translateCount('jobs', low)
    return this.translate('jobsRange', {
      low: this.formatter.formatNumber(low),
      high: this.formatter.formatNumber(high),
    })
  }

  /**
   * Returns the sentence with the stated jobs, how sure they are and who states them. `name` is for the headline, null
   * where the project is named beside.
   */
  phraseStatedJobs(jobs: JobsDto, source: SourceDto | null | undefined, name: string | null): string {
    const said = this.translate(`jobsAt.${jobs.horizon}`, { jobs: this.phraseJobs(jobs) })
    const project = name === null ? this.translate('projectAny') : this.translate('projectNamed', { name })
    const params = { jobs: said, project }
    if (jobs.standing === 'CONTRACTED') return this.translate('stated.CONTRACTED', params)
    if (jobs.standing === 'REPORTED')
      return this.translate('stated.REPORTED', { ...params, accordingTo: this.phraseAccordingTo(source) })
    return source
      ? this.translate('stated.ANNOUNCED', { ...params, source: this.phraseWho(source) })
      : this.translate('stated.announcedUnnamed', params)
  }

  /** "selon L’Echo", "selon la presse", "selon Jack Ma (entreprise)"; for a hidden source "d’après ce qui est rapporté". */
  phraseAccordingTo(source: SourceDto | null | undefined): string {
    if (!source) return this.translate('according.hidden')
    const { name, kind } = nameOf(source)
    const text =
      name === null
        ? this.translate(`according.${kind}`)
        : this.translate('accordingTo', { name: this.addKind(name, kind) })
    return this.addMedium(text, source)
  }

  /** The source as the subject of a sentence: "L’Echo", "l’entreprise". */
  phraseWho(source: SourceDto): string {
    const { name, kind } = nameOf(source)
    return this.addMedium(name === null ? this.translate(`who.${kind}`) : this.addKind(name, kind), source)
  }

  /** The name of the source and who reports it: "Jack Ma, dans L’Echo". */
  phraseSource(source: SourceDto): string {
    const { name, kind } = nameOf(source)
    return this.addMedium(name ?? this.translate(`who.${kind}`), source)
  }

  /** Adds that a person speaks for the company or a partner; newspapers and authorities need no such word. */
  private addKind(name: string, kind: string): string {
    if (kind !== 'COMPANY' && kind !== 'PARTNER') return name
    return this.translate('named', { name, kind: this.formatter.translateCode('sourceKind', kind) })
  }

  /** Adds who reports it, unless the newspaper itself states it. */
  private addMedium(text: string, source: SourceDto): string {
    const { medium } = source
    return medium && medium !== nameOf(source).name ? this.translate('inMedium', { text, medium }) : text
  }

  /** "Logistique · site candidat : …  · investissement : …"; null if nothing is known. */
  describeDeal(id: string): string | null {
    const facts = this.findFacts(id)
    const capex = this.findDeal(id).now?.capex
    const parts = [
      facts && this.phraseActivity(facts),
      facts?.place &&
        this.translate(`place.${facts.place.standing}`, { place: this.phrasePlace(facts.place) }),
      capex && this.translate('capex', { amount: formatAmountRange(this.language, capex) }),
    ].filter((part): part is string => Boolean(part))
    return parts.length > 0 ? capitalize(parts.join(' · ')) : null
  }

  private phraseActivity({ activity, sector }: DealFactsDto): string | null {
    if (activity !== null && activity !== 'OTHER') return this.formatter.translateCode('activity', activity)
    const section = sector && (naceSection(sector) ?? sector)
    return section ? this.formatter.translateCode('nace', section) : null
  }

  private phrasePlace({ name, municipality, country }: NonNullable<DealFactsDto['place']>): string {
    const area = municipality ?? (country && this.formatter.nameCountry(country))
    return area && !name.includes(area) ? `${name} (${area})` : name
  }
}

export const capitalize = (text: string): string => {
  const [first = '', ...rest] = text
  return first.toUpperCase() + rest.join('')
}

/** Cuts a long text of a user at a word. */
export function shorten(text: string): string {
  if (text.length <= maxQuotation) return text
  return `${text.slice(0, text.lastIndexOf(' ', maxQuotation) || maxQuotation)} …`
}
