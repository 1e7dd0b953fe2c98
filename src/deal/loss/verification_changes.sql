create or replace function verification_changes(v landing_verification, known_at timestamptz) returns table (
  code text, recorded_at timestamptz
)
language sql stable as $$
  -- another standing or day of the verified site, or another site that was chosen
  select 'SITE_CHANGED', h.recorded_at
  from location_history h join location l on l.id = h.location_id
  where h.deal_id = v.deal_id
    and l.site_id is not null
    and h.recorded_at > v.recorded_at
    and (h.location_id = v.location_id or h.standing = 'CHOSEN')
    and (l.withdrawn_at is null or l.withdrawn_at > verification_changes.known_at)
  union all
  -- the verified site that was withdrawn since
  select 'SITE_CHANGED', l.withdrawn_at
  from location l
  where l.id = v.location_id and l.withdrawn_at is not null
  union all
  -- another statement about jobs that exist, or one in place of a verified one
  select 'JOBS_CHANGED', j.recorded_at
  from job_projection j
  where j.deal_id = v.deal_id
    and j.recorded_at > v.recorded_at
    and (j.standing = 'REALISED' or j.replaces_id = any (v.projection_ids))
    and (j.withdrawn_at is null or j.withdrawn_at > verification_changes.known_at)
  union all
  -- a verified statement that was withdrawn since
  select 'JOBS_CHANGED', j.withdrawn_at
  from job_projection j
  where j.id = any (v.projection_ids) and j.withdrawn_at is not null
  union all
  -- a verified agreement that has ended or was withdrawn, or is no longer about the deal or binding
  select 'AGREEMENT_CHANGED', greatest(v.recorded_at, least(s.since, l.since))
  from unnest(v.agreement_ids) i (id),
    -- since when it is no longer signed or binding: until when it was; infinity: it is
    lateral (
      select case when a.holds then 'infinity' else coalesce(max(h.replaced_at), '-infinity') end as since
      from (
        select exists (
          select 1
          from agreements_known_at(verification_changes.known_at) a
          where a.id = i.id
            and a.standing = 'SIGNED'
            and a.kind in ('MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
        ) as holds
      ) a
        left join (
          select h.agreement_id, h.standing, h.kind, h.replaced_at
          from agreement_history h
          union all
          select w.id, w.standing, w.kind, w.withdrawn_at
          from agreement w
          where w.withdrawn_at is not null
        ) h on h.agreement_id = i.id
          and h.standing = 'SIGNED'
          and h.kind in ('MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
          and h.replaced_at <= verification_changes.known_at
      group by a.holds
    ) s,
    -- since when it is no longer about the deal
    lateral (
      select case when a.holds then 'infinity' else coalesce(max(h.replaced_at), '-infinity') end as since
      from (
        select exists (
          select 1
          from agreement_deals_known_at(verification_changes.known_at) d
          where d.agreement_id = i.id and d.deal_id = v.deal_id
        ) as holds
      ) a
        left join agreement_deal_history h on h.agreement_id = i.id
          and h.deal_id = v.deal_id
          and h.replaced_at <= verification_changes.known_at
      group by a.holds
    ) l
  where least(s.since, l.since) < 'infinity'
  union all
  select 'REOPENED', t.recorded_at
  from transition t
  where t.deal_id = v.deal_id and t.from_stage = 'LANDED' and t.recorded_at >= v.recorded_at
  union all
  -- four eyes: the officer and the user who moved the deal to LANDED do not verify; since they became it
  select
    'FOUR_EYES',
    greatest(
      v.recorded_at,
      (
        select max(h.replaced_at)
        from deal_history h
        where h.deal_id = v.deal_id
          and h.replaced_at <= verification_changes.known_at
          and h.officer_id is distinct from v.by_id
      )
    )
  from deal d
    left join deal_history h on h.deal_id = d.id
      and h.known_since <= verification_changes.known_at
      and h.replaced_at > verification_changes.known_at
  where d.id = v.deal_id and v.by_id = case when h.deal_id is null then d.officer_id else h.officer_id end
  union all
  select 'FOUR_EYES', greatest(v.recorded_at, t.recorded_at)
  from (
    -- the valid moves as known, the last one first
    select t.to_stage, t.by_id, t.recorded_at, first_value(t.to_stage) over (order by t.place desc) as stage
    from (
      select t.to_stage, t.by_id, t.recorded_at, coalesce(t.place, t.ordinal) as place
      from transition t
      where t.deal_id = v.deal_id
        and t.recorded_at <= verification_changes.known_at
        and not exists (
          select 1
          from transition_correction c
          where c.transition_id = t.id and c.recorded_at <= verification_changes.known_at
        )
    ) t
  ) t
  where t.stage = 'LANDED' and t.to_stage = 'LANDED' and t.by_id = v.by_id
$$;

comment on function verification_changes(landing_verification, timestamptz) is
  'Returns what makes a verification of a landing invalid, with the instant at which it was recorded, by what was known at an instant (infinity: now): changes of what was verified (site, realised jobs, agreement), a reopening, and a verifier who is the officer or the mover. No row: it is valid. The codes are verificationFaults in src/deal/loss/loss.entity.ts. Reads rows that the viewer may not see; not granted to the service.';
