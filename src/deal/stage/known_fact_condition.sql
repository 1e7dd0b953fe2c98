-- $3 is the instant; the aliases are those of fact_conditions(). Sets that are joined are looked up row by row (`offset
-- 0`): PostgreSQL would otherwise read all of a union for each deal.
create or replace function known_fact_condition(condition text) returns text
language plpgsql immutable as $$
declare
  known text := condition;
  source record;
begin
  for source in
    select * from (values
      ('verification_faults\(v.id\)', 'verification_faults_known_at(v.id, $3)'),
      ('officer_fault\(d.officer_id, d.id, d.full_acl\)', 'officer_fault_known_at(d.officer_id, d.id, d.full_acl, $3)'),
      ('from employment e join contact c on c.id = e.contact_id', 'from employments_known_at($3) e
          join lateral (
            select case when k.erased_at <= $3 then k.erased_at end as erased_at
            from contact k where k.id = e.contact_id offset 0) c on true'),
      ('left join contact c on c.id = p.contact_id', 'left join lateral (
          select coalesce(h.decision_maker, k.decision_maker) as decision_maker
          from contact k left join contact_history h
            on h.contact_id = k.id and h.known_since <= $3 and h.replaced_at > $3
          where k.id = p.contact_id offset 0) c on true'),
      ('left join employment e on e.id = p.employment_id', 'left join lateral (
          select k.agency_id from employments_known_at($3) k where k.id = p.employment_id offset 0) e on true'),
      ('agreement_deal ad', 'agreement_deals_known_at($3) ad'),
      ('agreement a', 'lateral (
          select k.*, t.embargo_until, t.embargo_acl, null::timestamptz as withdrawn_at
          from agreements_known_at($3) k join agreement t on t.id = k.id
          where k.id = ad.agreement_id and t.id = ad.agreement_id offset 0) a'),
      ('meeting_deal md', 'meeting_deals_known_at($3) md'),
      ('meeting m', 'lateral (
          select k.*, null::timestamptz as withdrawn_at
          from meetings_known_at($3) k where k.id = md.meeting_id offset 0) m'),
      ('meeting_participant p', 'lateral (
          select k.* from meeting_participants_known_at($3) k where k.meeting_id = md.meeting_id offset 0) p'),
      ('job_projection (j|r)', '(
          select k.id, k.deal_id, k.replaces_id, k.standing,
                 case when k.withdrawn_at <= $3 then k.withdrawn_at end as withdrawn_at
          from job_projection k where k.recorded_at <= $3) \1'),
      ('landing_verification v', '(select * from landing_verification k where k.recorded_at <= $3) v'),
      ('location l', '(
          select k.deal_id, k.site_id, h.standing,
                 case when k.withdrawn_at <= $3 then k.withdrawn_at end as withdrawn_at
          from location k, lateral (
            select h.standing from location_history h
            where h.location_id = k.id and h.recorded_at <= $3 order by h.ordinal desc limit 1) h) l')
    ) s (name, known_rows)
  loop
    known := regexp_replace(known, '\m' || source.name || '(?!\w)', source.known_rows, 'g');
  end loop;
  return known;
end $$;

comment on function known_fact_condition(text) is
  'Returns a condition of fact_conditions() over the rows that held at the instant $3 instead of those of today. Called when the definitions are applied, not at run time.';
