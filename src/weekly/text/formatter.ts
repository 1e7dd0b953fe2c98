/** Formats the content of documents in one language: texts of `locales/`, numbers, days and amounts. */
import { timeZone } from '../../core/time/day.js'
import {
  languageTag,
  sentencesUnder,
  translate,
  type Language,
  type MessageParams,
} from '../../core/locale.js'
import { printPartialDate, type PartialDateValue } from '../../core/time/partial-date.js'
import { toPeriod, type PeriodCode, type PeriodKind } from '../../core/time/period.js'
import { BoundedCache } from '../../core/bounded-cache.js'

/** From `low` to `high`, both included; a null `high` means open-ended. */
export interface NumberRange {
  low: number
  high: number | null
}

export class Formatter {
  /** BCP 47. */
  readonly tag: string
  private readonly numberFormat: Intl.NumberFormat
  private readonly changeFormat: Intl.NumberFormat
  private readonly percentFormat: Intl.NumberFormat
  private readonly monthFormat: Intl.DateTimeFormat
  private readonly timeFormat: Intl.DateTimeFormat
  private readonly isoDayFormat: Intl.DateTimeFormat
  private readonly languageNames: Intl.DisplayNames
  private readonly countryNames: Intl.DisplayNames
  private readonly listFormat: Intl.ListFormat
  /** What a text calls the period of its document; texts are about a week unless `forPeriod` says otherwise. */
  private periodWords: MessageParams
  /** Of days and codes, which are slow to format and repeat many times in a long document. */
  private readonly cache = new BoundedCache<string>()

  constructor(readonly language: Language) {
    this.tag = languageTag(language)
    this.numberFormat = new Intl.NumberFormat(this.tag, { maximumFractionDigits: 0 })
    this.changeFormat = new Intl.NumberFormat(this.tag, {
      maximumFractionDigits: 0,
      signDisplay: 'exceptZero',
    })
    this.percentFormat = new Intl.NumberFormat(this.tag, { style: 'percent' })
    this.monthFormat = new Intl.DateTimeFormat(this.tag, { timeZone: 'UTC', month: 'short' })
    this.timeFormat = new Intl.DateTimeFormat(this.tag, {
      timeZone: timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    this.isoDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: timeZone, dateStyle: 'short' })
    this.languageNames = new Intl.DisplayNames(this.tag, { type: 'language' })
    this.countryNames = new Intl.DisplayNames(this.tag, { type: 'region' })
    this.listFormat = new Intl.ListFormat(this.tag, { type: 'conjunction' })
    this.periodWords = listPeriodWords('WEEK', {}, language)
  }

  /** Returns a formatter whose texts are about this period: "this month", "in the first quarter of 2018", "in 2018". */
  forPeriod(code: PeriodCode): Formatter {
    const formatter = Object.assign(Object.create(Formatter.prototype) as Formatter, this)
    const { kind } = toPeriod(code)
    const quarter =
      kind === 'QUARTER' ? translate(this.language, `periodWords.ordinal.${code.slice(-1)}`) : ''
    formatter.periodWords = listPeriodWords(kind, { quarter, year: code.slice(0, 4) }, this.language)
    return formatter
  }

  /** Returns the text under `weekly.<key>` in `locales/`, with its placeholders filled in. */
  translate(key: string, params: MessageParams = {}): string {
    return this.translateKey(`weekly.${key}`, params)
  }

  /** Does the same for a key from the root of `locales/`. */
  translateKey(key: string, params: MessageParams = {}): string {
    return translate(this.language, key, { ...this.periodWords, ...params })
  }

  /** "Weekly summary", "Annual summary". */
  get periodTitle(): string {
    return String(this.periodWords.title)
  }

  /** Returns the singular or plural text for a count. `{{written}}` is the count as this language writes numbers. */
  translateCount(key: string, count: number): string {
    return this.translate(key, { count, written: this.formatNumber(count) })
  }

  /** Returns the label of a code: `translateCode('stage', 'LOST')`. */
  translateCode(group: string, code: string): string {
    const key = `${group}.${code}`
    return this.cache.get(key, () => translate(this.language, key))
  }

  /** Separates phrases that have commas; French has a space before it. */
  get semicolon(): string {
    return translate(this.language, 'punctuation.semicolon')
  }

  /** Lowercases a heading for use inside a sentence, except in German, where nouns keep their capitals. */
  lowercaseHeading(heading: string): string {
    return this.language === 'DE' ? heading : heading.toLocaleLowerCase(this.tag)
  }

  formatNumber(value: number): string {
    return this.numberFormat.format(value)
  }

  /** Returns a difference with its sign: +3, −2, 0. */
  formatChange(value: number): string {
    return this.changeFormat.format(value).replace('-', '−')
  }

  /** Formats a probability in percent: `60` is 60 %. */
  formatPercent(value: number): string {
    return this.percentFormat.format(value / 100)
  }

  formatRange({ low, high }: NumberRange): string {
    if (high === null) return this.translate('orMore', { low: this.formatNumber(low) })
    if (this.formatNumber(low) === this.formatNumber(high)) return this.formatNumber(low)
    return this.translate('range', { low: this.formatNumber(low), high: this.formatNumber(high) })
  }

  /** Formats an amount exactly. `amount` is a decimal number as text, `currency` a code of ISO 4217. */
  formatMoney(amount: string, currency: string): string {
    const options = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
    return new Intl.NumberFormat(this.tag, options).format(amount as `${number}`)
  }

  formatMoneyRange(low: string, high: string | null, currency: string): string {
    if (high === null) return this.translate('orMore', { low: this.formatMoney(low, currency) })
    if (Number(low) === Number(high)) return this.formatMoney(low, currency)
    return this.translate('range', {
      low: this.formatMoney(low, currency),
      high: this.formatMoney(high, currency),
    })
  }

  /** Rounds an amount as one says it: "12,8 Md€". */
  roundMoney(amount: string, currency: string): string {
    return this.roundedFormat(currency).format(amount as `${number}`)
  }

  /** Rounds both ends; a range without an upper end says so. */
  roundMoneyRange({ low, high, currency }: { low: string; high: string | null; currency: string }): string {
    if (high === null) return this.translate('orMore', { low: this.roundMoney(low, currency) })
    if (Number(low) === Number(high)) return this.roundMoney(low, currency)
    return this.translate('range', {
      low: this.roundMoney(low, currency),
      high: this.roundMoney(high, currency),
    })
  }

  private roundedFormat(currency: string): Intl.NumberFormat {
    return new Intl.NumberFormat(this.tag, {
      style: 'currency',
      currency,
      notation: 'compact',
      maximumFractionDigits: 1,
      minimumFractionDigits: 0,
    })
  }

  /** Returns the name of a country by its ISO 3166-1 alpha-2 code. */
  nameCountry(code: string): string {
    return this.countryNames.of(code) ?? code
  }

  formatDay(day: string): string {
    return this.formatPartialDate({ from: day, to: day, precision: 'DAY' })
  }

  formatPartialDate(date: PartialDateValue): string {
    const { from, to, precision } = date
    return this.cache.get(`${from} ${to} ${precision}`, () => printPartialDate(date, this.language))
  }

  /** Returns the day and time in Brussels. */
  formatInstant(instant: string): string {
    const date = new Date(instant)
    return this.translate('at', {
      day: this.formatDay(this.isoDayFormat.format(date)),
      time: this.timeFormat.format(date),
    })
  }

  /** Returns the day and the time span in Brussels; without an end, the start only. */
  formatHours(startsAt: string, endsAt: string | null): string {
    const [start, end] = [startsAt, endsAt].map(
      (instant) => instant && this.timeFormat.format(new Date(instant)),
    )
    const time = end ? this.translate('timeSpan', { from: start!, to: end }) : start!
    return this.translate('at', { day: this.formatDay(this.isoDayFormat.format(new Date(startsAt))), time })
  }

  /** "Week 22 of 2018", "May 2018", "Q2 2018", "2018". */
  formatPeriod(code: PeriodCode): string {
    const { kind, from, to } = toPeriod(code)
    return kind === 'WEEK' ? this.formatWeek(code) : this.formatPartialDate({ from, to, precision: kind })
  }

  /** The same where there is little room: "W22", "May", "Q2 18", "2018". */
  abbreviatePeriod(code: PeriodCode): string {
    const { kind, from } = toPeriod(code)
    if (kind === 'MONTH') return this.monthFormat.format(new Date(`${from}T12:00:00Z`))
    return kind === 'QUARTER'
      ? `${code.slice(5)} ${code.slice(2, 4)}`
      : kind === 'YEAR'
        ? code
        : code.slice(5)
  }

  /** Formats an ISO week such as `2018-W22`. */
  formatWeek(week: string): string {
    return this.translate('week', { week: Number(week.slice(6)), year: week.slice(0, 4) })
  }

  formatList(items: readonly string[]): string {
    return this.listFormat.format(items)
  }

  /** Puts a quotation in the quotation marks of this language. */
  quote(wording: string): string {
    return this.translate('quote', { wording })
  }

  /** Returns the name of another language in this one. */
  nameLanguage(language: Language): string {
    return this.languageNames.of(language.toLowerCase()) ?? language
  }
}

/** Returns the words of `periodWords` in `locales/`; each a second time, name and word with a capital letter. */
function listPeriodWords(kind: PeriodKind, params: MessageParams, language: Language): MessageParams {
  const words = sentencesUnder(language, `periodWords.${kind}`).flatMap(([name]) => {
    const word = translate(language, `periodWords.${kind}.${name}`, params)
    return [
      [name, word],
      [capitalize(name), capitalize(word)],
    ]
  })
  return Object.fromEntries(words) as MessageParams
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const formatters: Partial<Record<Language, Formatter>> = {}

/** Returns the formatter of a language. Each is created once, because the formats of ICU are slow to load. */
export const formatterFor = (language: Language): Formatter =>
  (formatters[language] ??= new Formatter(language))
