/** What happened in the week around the deals of the agency's view, as sets of keys: the policies decide which are seen. */
const week = (day: string): string => `${day} between r.monday and r.monday + 6`

/** What hangs on a deal of the view, on its company, or on an agreement of either. */
const related = (table: string): string =>
  `exists (select 1 from ${table}_deal h join view v on v.deal_id = h.deal_id where h.${table}_id = t.id)`

const partyOfView = `exists (select 1 from agreement_party p join view_prospect v on v.prospect_id = p.prospect_id where p.agreement_id = t.id)`

export const weekNews = {
  view: `select t.deal_id from report r, teamed(r.agency_id, r.monday, r.monday + 6, r.known) t`,
  view_prospect: `select distinct i.prospect_id from deal_identity i join view v on v.deal_id = i.deal_id where i.prospect_id is not null`,
  movement: `select t.*, d.recorded_late, case when t.from_stage is null then 'OPENED'
      when f.outcome in ('WON','LOST') then 'REOPENED' when f.outcome = 'PAUSED' then 'RESUMED'
      when s.outcome <> 'OPEN' then s.outcome when s.position > f.position then 'FORWARD' else 'BACK' end as direction
    from report r cross join transition t join view v on v.deal_id = t.deal_id
      join deal_stage s on s.code = t.to_stage left join deal_stage f on f.code = t.from_stage,
      lateral (select (t.recorded_at at time zone 'Europe/Brussels')::date > r.monday + 6 as recorded_late) d
    where ${week('t.effective_on')} and t.recorded_at <= r.known
      and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= r.known)`,
  week_handover: `select t.id from report r cross join handover t join view v on v.deal_id = t.deal_id
    where ${week('t."on"')} and t.recorded_at <= r.known
      and not exists (select 1 from handover_correction c where c.handover_id = t.id and c.recorded_at <= r.known)`,
  meeting_held: `select t.id from report r, meeting t where t.status = 'HELD' and t.when_from <= r.monday + 6 and t.when_to >= r.monday
    and t.recorded_at <= r.known and (t.host_agency_id = r.agency_id or ${related('meeting')})`,
  meeting_coming: `select t.id from report r, meeting t
    where t.status <> 'CANCELLED' and t.when_from <= r.monday + 13 and t.when_to >= r.monday + 7
      and t.created_at <= r.known and (t.host_agency_id = r.agency_id or ${related('meeting')})`,
  agreement_signed: `select t.id from report r, agreement t where ${week('t.signed_on')} and t.recorded_at <= r.known
    and (${related('agreement')} or ${partyOfView})`,
  week_projection: `select t.id from report r cross join job_projection t join view v on v.deal_id = t.deal_id
    where ${week('t.stated_on')} and t.recorded_at <= r.known`,
  claim_then: `select t.id, t.disputes_id, g.standing, ${week('t.stated_on')} or ${week('g.graded_on')} as is_news
    from report r cross join claim t, lateral (
      select g.standing, g.graded_on from claim_grading g
       where g.claim_id = t.id and g.graded_on <= r.monday + 6 and g.recorded_at <= r.known
         and not exists (select 1 from claim_grading o where o.replaces_id = g.id and o.recorded_at <= r.known)
       order by g.graded_on desc, g.ordinal desc limit 1) g
    where t.recorded_at <= r.known and t.stated_on <= r.monday + 6
      and (t.deal_id in (select deal_id from view) or t.prospect_id in (select prospect_id from view_prospect)
        or exists (select 1 from agreement a where a.id = t.agreement_id
             and (exists (select 1 from agreement_deal h join view v on v.deal_id = h.deal_id where h.agreement_id = a.id)
               or exists (select 1 from agreement_party p join view_prospect v on v.prospect_id = p.prospect_id where p.agreement_id = a.id))))`,
  dispute: `select later.id, later.id as by_id, earlier.id as claim_id from claim_then later join claim_then earlier on earlier.id = later.disputes_id
    where later.is_news or earlier.is_news`,
}
