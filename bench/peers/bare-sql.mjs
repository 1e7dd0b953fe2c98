// One hand-written statement for each workload, executed as the owner of the tables.
const instant = (sql) => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What counts first: the furthest horizon, then the strongest standing. */
export const precedence = `array_position('{FULL,MEDIUM_TERM,INITIAL}'::text[], j.horizon), array_position('{CONTRACTED,ANNOUNCED,REPORTED}'::text[], j.standing)`

const w1 = `select json_build_object('deal', (
  select json_build_object(
    'id', d.id, 'reference', d.reference, 'title', i.title, 'description', i.description,
    'confidentiality', d.confidentiality, 'openedOn', d.opened_on, 'stageSince', d.stage_since,
    'stage', json_build_object('code', s.code, 'probability', s.probability),
    'leadAgency', json_build_object('code', a.code, 'name', a.name),
    'officer', json_build_object('name', o.name, 'email', o.email),
    'prospect', case when p.id is not null then json_build_object(
      'id', p.id, 'name', p.name, 'country', p.country, 'city', p.city, 'sector', p.sector,
      'headcount', p.headcount, 'website', p.website,
      'contacts', json_build_object('nodes', (
        select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'jobTitle', c.job_title,
                 'emails', c.emails, 'decisionMaker', c.decision_maker) order by c.id desc), '[]')
          from contact c where c.prospect_id = p.id))) end,
    'meetings', json_build_object('nodes', (
      select coalesce(json_agg(m.j), '[]') from (
        select json_build_object('id', m.id, 'title', m.title, 'place', m.place, 'status', m.status, 'outcome', m.outcome,
                 'startsAt', ${instant('m.starts_at')},
                 'participants', (select coalesce(json_agg(json_build_object('id', q.id,
                     'contact', case when qc.id is not null then json_build_object('name', qc.name, 'jobTitle', qc.job_title) end,
                     'user', case when qu.id is not null then json_build_object('name', qu.name) end) order by q.id), '[]')
                   from meeting_participant q left join contact qc on qc.id = q.contact_id left join "user" qu on qu.id = q.user_id
                  where q.meeting_id = m.id)) as j
          from meeting_deal md join meeting m on m.id = md.meeting_id where md.deal_id = d.id
         order by m.when_from desc, m.id desc limit 10) m)),
    'transitions', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object('id', t.id, 'from', case when f.code is not null then json_build_object('code', f.code) end,
                'to', json_build_object('code', t.to_stage), 'effectiveOn', t.effective_on, 'recordedAt', ${instant('t.recorded_at')},
                'reason', w.reason, 'by', json_build_object('name', u.name)) order by t.ordinal), '[]')
        from transition t left join deal_stage f on f.code = t.from_stage left join transition_text w on w.transition_id = t.id
        join "user" u on u.id = t.by_id where t.deal_id = d.id)),
    'jobProjections', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object('id', j.id, 'kind', j.kind, 'horizon', j.horizon, 'low', j.low, 'high', j.high,
                'standing', j.standing, 'statedOn', j.stated_on, 'wording', w.wording) order by j.id desc), '[]')
        from job_projection j left join job_projection_text w on w.job_projection_id = j.id where j.deal_id = d.id)))
    from deal d join deal_identity i on i.deal_id = d.id join deal_stage s on s.code = d.stage
    join agency a on a.id = d.lead_agency_id left join "user" o on o.id = d.officer_id left join prospect p on p.id = i.prospect_id
   where d.id = $1))::text as j`

const w2 = `select json_build_object('deals', json_build_object('nodes', (
  select coalesce(json_agg(q.j), '[]') from (
    select json_build_object('id', d.id, 'reference', d.reference, 'title', i.title, 'stageSince', d.stage_since,
        'updatedAt', ${instant('d.updated_at')},
        'stage', json_build_object('code', s.code, 'probability', s.probability),
        'prospect', case when p.id is not null then json_build_object('id', p.id, 'name', p.name, 'country', p.country) end,
        'currentProjection', (
          select json_build_object('low', j.low, 'high', j.high, 'standing', j.standing) from job_projection j
           where j.deal_id = d.id and j.kind = 'DIRECT' and j.standing not in ('REALISED', 'RUMOURED') and j.withdrawn_at is null
             and not exists (select 1 from job_projection r where r.replaces_id = j.id and r.withdrawn_at is null)
           order by ${precedence}, j.stated_on desc, j.recorded_at desc, j.id desc limit 1)) as j
      from deal d join deal_identity i on i.deal_id = d.id join deal_stage s on s.code = d.stage
      left join prospect p on p.id = i.prospect_id
     where d.lead_agency_id = (select id from agency where code = $1) and d.stage = $2
     order by d.updated_at desc, d.id desc limit 50) q)))::text as j`

/** Returns the SQL of the figures of an agency's deals on a day, by stage. */
export const pipelineFiguresSql = (agency, day) => `
  with mine as (
    select m.deal_id from deal_team m join agency a on a.id = m.agency_id
     where a.code = ${agency} and m.from_day <= ${day} and (m.until_day is null or m.until_day > ${day})),
  standing as (
    select distinct on (t.deal_id) t.deal_id, t.to_stage as stage, t.effective_on as since
      from transition t where t.deal_id in (select deal_id from mine) and t.effective_on <= ${day}
     order by t.deal_id, t.ordinal desc),
  stated as (
    select j.* from job_projection j where j.kind = 'DIRECT' and j.stated_on <= ${day} and j.withdrawn_at is null
       and not exists (select 1 from job_projection r where r.replaces_id = j.id and r.stated_on <= ${day} and r.withdrawn_at is null)),
  projected as (
    select distinct on (j.deal_id) j.deal_id, j.low, j.high from stated j where j.standing not in ('REALISED', 'RUMOURED')
     order by j.deal_id, ${precedence}, j.stated_on desc, j.recorded_at desc, j.id desc),
  realised as (
    select distinct on (j.deal_id) j.deal_id, j.low from stated j where j.standing = 'REALISED'
     order by j.deal_id, j.stated_on desc, j.recorded_at desc, j.id desc)
  select g.code, g.position, count(s.deal_id)::int as deals, coalesce(sum(p.low), 0)::int as low,
         case when bool_or(p.deal_id is not null and p.high is null) then null else coalesce(sum(p.high), 0)::int end as high,
         coalesce(sum(r.low), 0)::int as realised, (count(s.deal_id) - count(p.deal_id))::int as deals_without,
         percentile_cont(0.5) within group (order by ${day} - s.since) as median_days
    from deal_stage g left join standing s on s.stage = g.code left join projected p on p.deal_id = s.deal_id
    left join realised r on r.deal_id = s.deal_id group by g.code`

const w3 = `select json_build_object('pipelineStatus', json_build_object('asOf', $2::date, 'stages', (
  select json_agg(json_build_object('stage', json_build_object('code', f.code), 'medianDaysInStage', f.median_days,
      'figures', json_build_object('deals', f.deals, 'jobs', json_build_object('low', f.low, 'high', f.high,
        'openEnded', f.high is null, 'realised', f.realised, 'dealsWithout', f.deals_without))) order by f.position)
    from (${pipelineFiguresSql('$1', '$2::date')}) f)))::text as j`

export const readStatements = { w1, w2, w3 }

/** The statements of the transaction that moves a deal. */
export const moveSql = {
  lock: `select d.stage, d.version, greatest(d.stage_since, (now() at time zone 'Europe/Brussels')::date) as day,
                missing_facts(d.id, case when t.position > s.position then $2::text else 'IDENTIFIED' end) as missing
           from deal d join deal_stage s on s.code = d.stage join deal_stage t on t.code = $2 where d.id = $1 for update of d`,
  transition: `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, recorded_at, by_id)
               values (uuidv7(), $1, 0, $2, $3, $5, now(), $4)`,
  text: `insert into transition_text (transition_id, deal_id, reason)
          select id, deal_id, $2 from transition where deal_id = $1 order by ordinal desc limit 1`,
  deal: `update deal set stage = $2, stage_since = $3, resume_stage = null,
                version = version + 1, updated_at = now() where id = $1`,
  audit: `insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, before, after)
          values (uuidv7(), now(), $2, 'moveDeal', 'Deal', $1, jsonb_build_object('stage', $3::text), jsonb_build_object('stage', $4::text))`,
  again: `select json_build_object('moveDeal', json_build_object('id', d.id, 'version', d.version, 'stageSince', d.stage_since,
            'stage', json_build_object('code', s.code, 'probability', s.probability)))::text as j
            from deal d join deal_stage s on s.code = d.stage where d.id = $1`,
}
