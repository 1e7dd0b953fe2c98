/** What happened in the week around the deals of the agency's view: the policies decide which of it is seen. */
const of = (kind: string): string => `select id from news where kind = '${kind}'`

/** Why deals that were open at the end of the week need attention, as of then, or today while it runs. */
export const attentionSql = `select a.* from report r, (select array_agg(w.deal_id) as deals, array_agg(w.stage) as stages from this_week w where w.closing) o,
    weekly_attention(o.deals, o.stages, least(r.monday + 6, (r.known at time zone 'Europe/Brussels')::date)) a`

export const weekEventSets = {
  news: `select n.* from report r, weekly_events(r.agency_id, r.monday, r.known) n`,
  movement: `select t.*, n.note as direction, (t.recorded_at at time zone 'Europe/Brussels')::date > r.monday + 6 as recorded_late
    from report r, news n join transition t on t.id = n.id where n.kind = 'movement'`,
  week_handover: of('handover'),
  meeting_held: of('meetingHeld'),
  meeting_coming: of('meetingComing'),
  agreement_signed: of('agreementSigned'),
  week_projection: of('projection'),
  week_fact: of('fact'),
  week_rumour: of('rumour'),
  week_denied: of('denied'),
  dispute: `select id, id as by_id, other as claim_id from news where kind = 'dispute'`,
  attention: `select a.deal_id::text || a.code as id, a.deal_id, a.code, a.since, a.tasks, to_json(a.facts) as facts from (${attentionSql}) a`,
}
