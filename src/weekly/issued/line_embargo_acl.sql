create or replace function line_embargo_acl(source_id uuid, known_at timestamptz) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  with
    -- the claim, and the claim that it disputes; their agreements, or the agreement itself
    line_claim as (
      select c.*
      from claim c
      where c.id = source_id or c.id = (select o.disputes_id from claim o where o.id = source_id)
    ),
    embargo as (
      select c.embargo_acl
      from line_claim c
      where c.embargo_until > known_at
      union all
      select a.embargo_acl
      from agreement a
      where a.embargo_until > known_at
        and (a.id = source_id or a.id in (select c.agreement_id from line_claim c))
    )
  select case
    when exists (select 1 from embargo) then array(
      select t.token
      from embargo e, unnest(e.embargo_acl) t (token)
      group by t.token
      having count(*) = (select count(*) from embargo)
      order by 1
    )
  end
$$;

comment on function line_embargo_acl(uuid, timestamptz) is
  'Returns who is in the circle of every embargo on a claim or agreement, the claim that it disputes and their agreements, that ran at an instant: null without one. A line of an issued summary keeps it, so that the summary of the others never changes. For snapshot_week(); not granted to the service.';
