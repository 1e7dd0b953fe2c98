import { parsePastDay, limitToNow } from '../core/time/as-of.js'
import type { JobHorizon, JobKind } from '../deal/job-projection/job-projection.entity.js'
import type { AsOf } from '../pipeline/as-of.js'
import type { ReportContext } from '../read/roots.js'
import { pastOfArguments, type Past } from '../read/filter/past.js'
import { checkOf } from '../read/filter/values.js'
import { whereJsonSql, type WhereJson } from './where-json.js'

/** The day and instant that a statistic of deals is computed for: today and now, or those in the arguments. */
export class AsOfPoint implements AsOf {
  /** Whether the arguments name a day or an instant. */
  readonly isPast: boolean
  /** The agency whose deals are counted, as a parameter; null: all. */
  readonly agency: string | null
  private readonly hasKnownAt: boolean
  private dayParam?: string
  private knownParam?: string

  /** `dayPath` is the argument that an error about the day names. */
  constructor(
    private readonly context: ReportContext,
    private readonly dayPath = 'asOf',
  ) {
    this.hasKnownAt = context.args.knownAt != null
    this.isPast = this.hasKnownAt || context.args.asOf != null
    const { statement, args } = context
    this.agency = args.agency == null ? null : statement.param(args.agency, 'text', checkOf('word', 'agency'))
  }

  // Each becomes a parameter when it is first used: PostgreSQL rejects a parameter that the statement does not use.
  get day(): string {
    const { statement, args } = this.context
    return (this.dayParam ??= statement.param(args.asOf ?? null, 'date', (input) =>
      parsePastDay(input, this.dayPath),
    ))
  }

  get knownAt(): string {
    const { statement, args } = this.context
    return (this.knownParam ??= statement.param(args.knownAt ?? null, 'timestamptz', limitToNow))
  }

  /** The same for conditions; null if the statistic is as of today. */
  get past(): Past | null {
    return pastOfArguments(this.context.args, this)
  }

  /** Returns the JSON of a `where`, as SQL, for the rows that matched it then. */
  pastWhere(where: string): string {
    return this.isPast ? `jsonb_build_object('asKnown', ${whereJsonSql(this.pastJson)} || ${where})` : where
  }

  /** Returns the JSON of a `where` for the rows that had not been withdrawn then, though they may be now. */
  get liveThen(): WhereJson | null {
    return this.hasKnownAt
      ? { or: [{ withdrawnAt: { isNull: true } }, { withdrawnAt: { gt: this.instant } }] }
      : null
  }

  /** The condition on the stage then; null if the statistic is as of today. */
  stageAsOf(how: Readonly<Record<string, WhereJson>> = {}): WhereJson | null {
    return this.isPast ? { stageAsOf: { on: this.dayJson, ...this.knownAtJson, ...how } } : null
  }

  /** The condition on what was recorded of the deal by the instant; null if the statistic is as known now. */
  asKnown(how: Readonly<Record<string, WhereJson>>): WhereJson | null {
    return this.hasKnownAt ? { asKnown: { ...this.knownAtJson, ...how } } : null
  }

  /** The condition on what the deal was then; null if the statistic is as of today. */
  asThen(how: Readonly<Record<string, WhereJson>>): WhereJson | null {
    return this.isPast ? { asKnown: { on: this.dayJson, ...this.knownAtJson, ...how } } : null
  }

  inTeam(agency: string): WhereJson {
    return { inTeam: { agency, ...(this.isPast && { on: this.dayJson, ...this.knownAtJson }) } }
  }

  /** The condition for moves that had happened and were valid as known then, with further conditions on them. */
  transitionsAsOf(how: Readonly<Record<string, WhereJson>>): WhereJson {
    if (!this.isPast) return { holds: { eq: true }, ...how }
    return { and: [how, { effectiveOn: { lte: this.dayJson } }, ...this.validMoves] }
  }

  /** The condition on the statement about jobs that counted then. */
  jobsAsOf(how: Readonly<Record<string, WhereJson>>): WhereJson {
    const { args } = this.context
    const [kind, horizon] = [args.kind ?? 'DIRECT', args.horizon] as [JobKind, JobHorizon | null | undefined]
    return {
      jobs: {
        kind: `'${kind}'::text`,
        ...(horizon != null && { horizon: `'${horizon}'::text` }),
        rumours: args.rumours === true,
        ...(this.isPast && { on: this.dayJson, ...this.knownAtJson }),
        ...how,
      },
    }
  }

  /** Selects (deal_id, meeting_id, when_to): the meetings held by the day, as known then. */
  get heldMeetings(): string {
    const [meeting, link] = this.hasKnownAt
      ? [`meetings_known_at(${this.knownAt})`, `meeting_deals_known_at(${this.knownAt})`]
      : ['meeting', 'meeting_deal']
    return `select l.deal_id, m.id as meeting_id, m.when_to from ${meeting} m join ${link} l on l.meeting_id = m.id
      where m.status = 'HELD' and m.when_to <= ${this.day} ${this.hasKnownAt ? '' : 'and m.withdrawn_at is null'}`
  }

  /** Selects the same moves. */
  get moves(): string {
    return `select t.deal_id, t.to_stage, t.effective_on, coalesce(t.place, t.ordinal) as place, t.override from transition t
      where t.effective_on <= ${this.day} and t.recorded_at <= ${this.knownAt}
        and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${this.knownAt})`
  }

  /** Selects (deal_id, agency_id): the teams on that day. On its last day an agency is no longer in the team. */
  get members(): string {
    return `select m.deal_id, m.agency_id from deal_team m where ${this.memberCondition}
      union all select m.deal_id, m.agency_id from deal_team_correction m where ${this.memberCondition} and m.corrected_at > ${this.knownAt}`
  }

  /** Selects the deals with the agency in their team. An unknown agency is rejected. */
  get dealsOfAgency(): string {
    return `select m.deal_id from (${this.members}) m where m.agency_id = (select resolve_agency(${this.agency}, 'agency'))`
  }

  /** Returns the conditions beside `where`: they exclude deals that did not exist then. */
  scopeConditions(saysStage: boolean): WhereJson[] {
    const stage = saysStage ? null : this.stageAsOf()
    // deals that were withdrawn later counted then; naming `withdrawnAt` keeps them in the list
    return [
      ...(stage ? [stage] : []),
      ...(this.liveThen ? [this.liveThen] : []),
      ...(this.agency === null ? [] : [this.inTeam(this.agency)]),
    ]
  }

  /** Returns the condition for loss reasons and destinations that held, as known then. */
  heldLoss(row: string): string {
    if (!this.hasKnownAt) return `${row}.reopened_at is null and ${row}.replaced_at is null`
    const heldAt = (column: string) => `(${row}.${column} is null or ${row}.${column} > ${this.knownAt})`
    return `${row}.recorded_at <= ${this.knownAt} and ${heldAt('reopened_at')} and ${heldAt('replaced_at')}`
  }

  /** The same condition of a list of the history, with further conditions; null where today's rows show it. */
  heldLossWhere(how: WhereJson): WhereJson | null {
    if (!this.hasKnownAt) return null
    const at = this.instant
    const heldAt = (column: string): WhereJson => ({
      or: [{ [column]: { isNull: true } }, { [column]: { gt: at } }],
    })
    return { and: [how, { recordedAt: { lte: at } }, heldAt('reopenedAt'), heldAt('replacedAt')] }
  }

  private get memberCondition(): string {
    return `m.from_day <= ${this.day} and m.recorded_at <= ${this.knownAt}
      and (m.until_day is null or m.until_day > ${this.day} or m.end_recorded_at > ${this.knownAt})`
  }

  private get validMoves(): WhereJson[] {
    if (!this.hasKnownAt) return [{ holds: { eq: true } }]
    const knownAt = this.instant
    return [
      { recordedAt: { lte: knownAt } },
      { or: [{ correction: { isNull: true } }, { correction: { recordedAt: { gt: knownAt } } }] },
    ]
  }

  private get pastJson(): Readonly<Record<string, WhereJson>> {
    return { ...(this.context.args.asOf != null && { on: this.dayJson }), ...this.knownAtJson }
  }

  private get dayJson(): string {
    return `(${this.day})::text`
  }

  private get instant(): string {
    return `to_char(${this.knownAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  }

  private get knownAtJson(): Readonly<Record<string, WhereJson>> {
    return this.hasKnownAt ? { knownAt: this.instant } : {}
  }
}
