/** Selects the events of the period for the deals in the agency's view. The policies decide which are visible. */
const eventIdsSql = (kind: string): string => `select id from news where kind = '${kind}'`

/** Selects the rows of these events with the columns that an edit has replaced since as they were recorded then. */
function knownRowsSql(table: 'meeting' | 'agreement', kind: string): string {
  return `select t.* from news n join ${table} m on m.id = n.id
      left join ${table}_history h on h.${table}_id = m.id and h.known_since <= (select known from report) and h.replaced_at > (select known from report),
    lateral jsonb_populate_record(m, coalesce(to_jsonb(h), '{}') || '{"withdrawn_at": null}') t
    where n.kind = '${kind}'`
}

/**
 * Selects why deals that were open at the end of the period need attention, as of then, or of today while it runs; and
 * LANDED deals whose verification became invalid in it.
 */
export const attentionSql = `select a.* from report r, (select array_agg(w.deal_id) as deals, array_agg(w.stage) as stages from this_week w where w.closing) o,
    weekly_attention(o.deals, o.stages, least(r.last_day, (r.known at time zone 'Europe/Brussels')::date), r.known) a
  union all select i.* from report r, invalid_verifications(r.agency_id, r.first_day, r.last_day, r.known) i`

export const eventSets = {
  news: `select n.* from report r, weekly_events(r.agency_id, r.first_day, r.last_day, r.known) n`,
  movement: `select t.*, n.note as direction, (t.recorded_at at time zone 'Europe/Brussels')::date > r.last_day as recorded_late
    from report r, news n join transition t on t.id = n.id where n.kind = 'movement'`,
  week_handover: eventIdsSql('handover'),
  meeting_held: knownRowsSql('meeting', 'meetingHeld'),
  meeting_coming: knownRowsSql('meeting', 'meetingComing'),
  agreement_signed: knownRowsSql('agreement', 'agreementSigned'),
  agreement_announced: knownRowsSql('agreement', 'agreementAnnounced'),
  week_projection: eventIdsSql('projection'),
  week_fact: eventIdsSql('fact'),
  week_rumour: eventIdsSql('rumour'),
  week_denied: eventIdsSql('denied'),
  dispute: `select id, id as by_id, other as claim_id from news where kind = 'dispute'`,
  withdrawn: `select w.* from report r, weekly_withdrawals(r.agency_id, r.first_day, r.last_day, r.known) w`,
  attention: `select a.deal_id::text || a.code as id, a.deal_id, a.code, a.since, a.tasks, to_json(a.facts) as facts from (${attentionSql}) a`,
}
