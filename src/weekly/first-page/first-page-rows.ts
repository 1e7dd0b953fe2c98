/** The row sets (CTEs) of a weekly summary that only its first page reads. */

/** Days after the week in which decisions and deadlines are coming. */
const comingDays = 28

/** The day up to which a period is complete: its last one, or today while it runs. */
export const lastDaySql = `least(r.last_day, (r.known at time zone 'Europe/Brussels')::date)`

const factColumns = 'kind, source_id, deal_ids, words, body'

/** The number of deals with news whose facts are read, the heaviest first. */
const maxDetailed = 60

export const detailedSql = `select l.deal_id from (select distinct unnest(deal_ids) as deal_id from lines where kind <> 'meetingComing') l
    left join this_week w on w.deal_id = l.deal_id
  order by w.low desc nulls last, w.capex_low desc nulls last, l.deal_id limit ${maxDetailed}`

/** The rows of the live summary. */
export const liveFirstPageRows = {
  coming: `select c.kind, c.source_id, array[c.deal_id] as deal_ids, c.words, c.body, row_number() over (order by c.kind, c.place, c.source_id) as ordinal
    from report r, (select array_agg(w.deal_id) as deals from this_week w where w.closing) o,
      weekly_coming(o.deals, ${lastDaySql}, ${comingDays}, r.known) c`,
  facts: `select 'dealFacts' as kind, f.deal_id as source_id, array[f.deal_id] as deal_ids, f.words, f.body
    from report r, weekly_deal_facts(
      array(select w.deal_id from this_week w where w.closing and w.low is not null union select d.deal_id from detailed d),
      array(select d.deal_id from detailed d), ${lastDaySql}, r.known) f`,
}

/** Without the first page: to compare the events of a week. */
export const noFirstPageRows = {
  coming: emptySql(`${factColumns}, ordinal`),
  facts: emptySql(factColumns),
}

/** The rows of the issued summary with this id, an SQL expression. */
export const issuedFirstPageRows = (id: string): { coming: string; facts: string } => ({
  coming: `select ${factColumns}, ordinal from weekly_line where summary_id = ${id} and kind in ('decisionComing', 'taskComing')`,
  facts: `select ${factColumns} from weekly_line where summary_id = ${id} and kind = 'dealFacts'`,
})

function emptySql(columns: string): string {
  const types: Record<string, string> = {
    source_id: 'uuid',
    deal_ids: 'uuid[]',
    words: 'boolean',
    body: 'jsonb',
    ordinal: 'int',
  }
  return `select ${columns
    .split(', ')
    .map((name) => `null::${types[name] ?? 'text'} as ${name}`)
    .join(', ')} where false`
}

/** The facts as the keys of the content's JSON. */
export const firstPageJsonSql = `'dealFacts', (select coalesce(json_agg(f.body || coalesce(w.body, '{}') order by d.place), '[]')
     from (select d.deal_id, row_number() over () as place from detailed d) d join facts f on f.source_id = d.deal_id and not f.words
       left join facts w on w.source_id = d.deal_id and w.words),
  'standings', (select coalesce(json_agg(json_build_object('standing', s.standing, 'source', s.source, 'deals', s.deals, 'low', s.low, 'high', s.high) order by s.low desc, s.standing, s.source), '[]')
     from (select f.body #>> '{jobs,standing}' as standing, o.body #>> '{source,kind}' as source, count(*) as deals, sum(w.low) as low,
         case when bool_or(w.high is null) then null else sum(w.high) end as high
       from facts f join this_week w on w.deal_id = f.source_id and w.closing and w.low is not null
         left join facts o on o.source_id = f.source_id and o.words
       where not f.words and f.body #>> '{jobs,standing}' is not null group by 1, 2) s),
  'decisionsComing', (select coalesce(json_agg(c.body order by c.ordinal), '[]') from coming c where c.kind = 'decisionComing'),
  'tasksComing', (select coalesce(json_agg(c.body order by c.ordinal), '[]') from coming c where c.kind = 'taskComing')`
