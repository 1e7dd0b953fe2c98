import { parsePastDay, limitToNow } from '../core/time/as-of.js'
import type { AsOf } from '../pipeline/as-of.js'
import type { ReportContext } from '../read/roots.js'
import { checkOf } from '../read/values.js'
import type { WhereJson } from './where-json.js'

/** From where a statistic looks at deals: from today as a rule, or from a day or an instant of the past. */
export class AsOfPoint implements AsOf {
  /** Whether a day or an instant was given. */
  readonly isPast: boolean
  /** The agency whose deals are asked for; null: all. */
  readonly agency: string | null
  private readonly knownGiven: boolean
  private dayParam?: string
  private knownParam?: string

  constructor(private readonly context: ReportContext) {
    this.knownGiven = context.args.knownAt != null
    this.isPast = this.knownGiven || context.args.asOf != null
    const { statement, args } = context
    this.agency = args.agency == null ? null : statement.param(args.agency, 'text', checkOf('word', 'agency'))
  }

  // each becomes a parameter when it is first needed: one that no statement has is refused by PostgreSQL
  get day(): string {
    const { statement, args } = this.context
    return (this.dayParam ??= statement.param(args.asOf ?? null, 'date', (input) =>
      parsePastDay(input, 'asOf'),
    ))
  }

  get known(): string {
    const { statement, args } = this.context
    return (this.knownParam ??= statement.param(args.knownAt ?? null, 'timestamptz', limitToNow))
  }

  /** Where deals stood then; null where that is where they stand. */
  stageAsOf(how: Readonly<Record<string, WhereJson>> = {}): WhereJson | null {
    return this.isPast ? { stageAsOf: { on: this.dayWritten, ...this.knownWritten, ...how } } : null
  }

  inTeam(agency: string): WhereJson {
    return { inTeam: { agency, ...(this.isPast && { on: this.dayWritten, ...this.knownWritten }) } }
  }

  /** The moves that had happened and were held to have: with what further is said of them. */
  transitionsAsOf(how: Readonly<Record<string, WhereJson>>): WhereJson {
    if (!this.isPast) return { holds: { eq: true }, ...how }
    return { and: [how, { effectiveOn: { lte: this.dayWritten } }, ...this.heldWritten] }
  }

  /** The same moves, as a row set. */
  get moves(): string {
    return `select t.deal_id, t.to_stage, t.effective_on, coalesce(t.place, t.ordinal) as place from transition t
      where t.effective_on <= ${this.day} and t.recorded_at <= ${this.known}
        and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${this.known})`
  }

  /** Rows (deal_id, agency_id): who worked on it on that day; an agency leaves in the morning of its last. */
  get members(): string {
    return `select m.deal_id, m.agency_id from deal_team m where ${this.belongs}
      union all select m.deal_id, m.agency_id from deal_team_correction m where ${this.belongs} and m.corrected_at > ${this.known}`
  }

  /** The deals that the agency worked on. One that is not there refuses the question. */
  get dealsOfAgency(): string {
    return `select m.deal_id from (${this.members}) m where m.agency_id = (select resolve_agency(${this.agency}, 'agency'))`
  }

  /** What narrows all that is asked, beside `where`: deals that stood nowhere then are none. */
  scopeConditions(saysStage: boolean): WhereJson[] {
    const stage = saysStage ? null : this.stageAsOf()
    return [...(stage ? [stage] : []), ...(this.agency === null ? [] : [this.inTeam(this.agency)])]
  }

  private get belongs(): string {
    return `m.from_day <= ${this.day} and m.recorded_at <= ${this.known}
      and (m.until_day is null or m.until_day > ${this.day} or m.end_recorded_at > ${this.known})`
  }

  private get heldWritten(): WhereJson[] {
    if (!this.knownGiven) return [{ holds: { eq: true } }]
    const knownAt = this.instant
    return [
      { recordedAt: { lte: knownAt } },
      { or: [{ correction: { isNull: true } }, { correction: { recordedAt: { gt: knownAt } } }] },
    ]
  }

  private get dayWritten(): string {
    return `(${this.day})::text`
  }

  private get instant(): string {
    return `to_char(${this.known} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  }

  private get knownWritten(): Readonly<Record<string, WhereJson>> {
    return this.knownGiven ? { knownAt: this.instant } : {}
  }
}
