/** Cells and columns of the tables of a weekly summary. */
import { languages, type Language } from '../../core/locale.js'
import type { ClaimDto, DealDto, WeeklyContent } from '../../weekly/content.js'
import type { SourceDto } from '../../weekly/first-page/facts.js'
import type { Cell, Note, TableColumn } from '../model/document-model.js'
import type { Formatter, NumberRange } from '../../weekly/text/formatter.js'

/** Makes cells and columns in one language, for the deals of one summary. */
export class CellFactory {
  /** By the id of the deal, as the same deal is on many lines. */
  private readonly dealCells = new Map<string, Cell>()

  constructor(
    readonly formatter: Formatter,
    private readonly deals: WeeklyContent['deals'],
  ) {}

  /** `key` and `rawKeys` are keys of titles: `Deals` is `weekly.columnDeals` in `locales/`. */
  makeColumn(key: string, share: number, rawKeys: string[] = [key], isNumeric = false): TableColumn {
    const translateTitle = (name: string) => this.formatter.translate(`column${name}`)
    return { title: translateTitle(key), rawTitles: rawKeys.map(translateTitle), share, isNumeric }
  }

  makeCountColumn(key: string, share = 1): TableColumn {
    return this.makeColumn(key, share, [key], true)
  }

  makeJobsColumn(share = 2): TableColumn {
    return this.makeColumn('Jobs', share, ['Low', 'High', 'OpenEnded', 'JobsCounted'], true)
  }

  makeDealColumn(share = 2.5): TableColumn {
    return this.makeColumn('Deal', share, ['Reference', 'CodeName', 'Title', 'Prospect'])
  }

  makeText(text: string, notes: Note[] = []): Cell {
    return { text, rawValues: [text], notes }
  }

  makeNumber(value: number): Cell {
    return { text: this.formatter.formatNumber(value), rawValues: [value] }
  }

  makeChange(value: number): Cell {
    return { text: this.formatter.formatChange(value), rawValues: [value] }
  }

  makeDay(day: string | null): Cell {
    return {
      text: day === null ? '' : this.formatter.formatDay(day),
      rawValues: [day === null ? null : { day }],
    }
  }

  /** Of jobs, with what the number counts beside it in data forms. */
  makeJobs(range: NumberRange, isStated = true): Cell {
    const { text, rawValues } = this.makeRange(range, isStated)
    return { text, rawValues: [...rawValues, this.formatter.translate('jobsCounted')] }
  }

  /** If no number is stated, the cell has a text instead of zero, which would be a number. */
  makeRange({ low, high }: NumberRange, isStated = true): Cell {
    return isStated
      ? { text: this.formatter.formatRange({ low, high }), rawValues: [low, high, high === null] }
      : { text: this.formatter.translate('notStated'), rawValues: [null, null, false] }
  }

  makeDeal(id: string): Cell {
    const cell = this.dealCells.get(id) ?? this.describeDeal(this.deals[id]!)
    this.dealCells.set(id, cell)
    return cell
  }

  private describeDeal({ reference, codeName, title, prospect }: DealDto): Cell {
    return {
      text: codeName,
      rawValues: [reference, codeName, title, prospect],
      notes: [{ text: reference }, ...(title && title !== codeName ? [{ text: title }] : [])],
    }
  }

  makeDealList(ids: readonly string[]): Cell {
    const names = ids.map((id) => this.formatDealName(this.deals[id]!))
    return { text: names.join('\n'), rawValues: [names.join('; ')] }
  }

  /** Returns the name of the deal, or the text that the claim is about. */
  makeSubject({ deal: id, about }: ClaimDto): Cell {
    const deal = id === null ? null : this.deals[id]!
    const text = deal ? this.formatDealName(deal) : (about ?? '')
    return { text, rawValues: [text], notes: deal?.title ? [{ text: deal.title }] : [] }
  }

  formatDealName({ reference, codeName }: DealDto): string {
    return this.formatter.translate('deal', { reference, codeName })
  }

  formatSource(source: SourceDto | undefined): string {
    if (!source) return ''
    const kind = this.formatter.translateCode('sourceKind', source.kind)
    if (!source.name) return source.medium ? `${kind} (${source.medium})` : kind
    const medium = source.medium && source.medium !== source.name ? `, ${source.medium}` : ''
    return `${source.name} (${kind}${medium})`
  }

  /** Quotes a statement in its own language, and names that language if it is not the document's. */
  makeQuotation(wording: string | null | undefined, languageCode: string | null | undefined): Note[] {
    if (!wording) return []
    const quote = this.formatter.quote(wording)
    const language = parseLanguageCode(languageCode)
    if (language === null || language === this.formatter.language) return [{ text: quote, language }]
    const languageName = this.formatter.nameLanguage(language)
    return [{ text: this.formatter.translate('inLanguage', { quote, language: languageName }), language }]
  }

  /** Spells out a grade of the Admiralty code, such as `B2`. */
  describeGrade(grade: string): string {
    const reliability = this.formatter.translateCode('reliability', grade[0]!)
    return `${reliability}, ${this.formatter.translateCode('credibility', grade.slice(1))}`
  }
}

/** Null for languages that the service does not know. */
const parseLanguageCode = (code: string | null | undefined): Language | null =>
  languages.find((language) => language === code) ?? null
