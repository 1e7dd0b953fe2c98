-- $3 is the instant; the alias after each table is that of fact_conditions().
create or replace function known_fact_condition(condition text) returns text
language sql immutable as $$
  select replace(t.condition, 'verification_faults(v.id)', 'verification_faults_known_at(v.id, $3)')
  from (
    select regexp_replace(
      regexp_replace(
        regexp_replace(
          regexp_replace(
            regexp_replace(
              regexp_replace(
                regexp_replace(
                  regexp_replace(
                    known_fact_condition.condition, '\magreement_deal ad\M', 'agreement_deals_known_at($3) ad'
                  ),
                  '\magreement a\M', '(select k.*, t.embargo_until, t.embargo_acl, null::timestamptz as withdrawn_at
                      from agreements_known_at($3) k join agreement t using (id)) a'
                ),
                '\mmeeting_deal md\M', 'meeting_deals_known_at($3) md'
              ),
              '\mmeeting m\M',
              '(select k.*, null::timestamptz as withdrawn_at from meetings_known_at($3) k) m'
            ),
            '\mmeeting_participant p\M', 'meeting_participants_known_at($3) p'
          ),
          '\mjob_projection (j|r)\M', '(select k.id, k.deal_id, k.replaces_id, k.standing, case when k.withdrawn_at <= $3 then k.withdrawn_at end as withdrawn_at
            from job_projection k where k.recorded_at <= $3) \1', 'g'
        ),
        '\mlanding_verification v\M',
        '(select * from landing_verification k where k.recorded_at <= $3) v'
      ),
      '\mlocation l\M', '(select k.deal_id, k.site_id, h.standing, case when k.withdrawn_at <= $3 then k.withdrawn_at end as withdrawn_at
            from location k, lateral (
            select h.standing from location_history h
            where h.location_id = k.id and h.recorded_at <= $3 order by h.ordinal desc limit 1) h) l'
    ) as condition
  ) t
$$;

comment on function known_fact_condition(text) is
  'Returns a condition of fact_conditions() over the rows that held at the instant $3 instead of those of today. Called when the definitions are applied, not at run time.';
