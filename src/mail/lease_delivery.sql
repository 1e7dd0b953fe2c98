create or replace function lease_delivery(claim bytea, at timestamptz, lease interval) returns table (
  id uuid, address text, message_id text, agency text, week text, revision int, attempts int, stands boolean
)
language sql security definer set search_path = public, pg_temp as $$
  update delivery d
  set claim = $1, claimed_until = at + lease, attempts = d.attempts + 1
  from weekly_summary s, agency a, "user" u
  where d.id = (
    select w.id
    from delivery w
    where w.status = 'WAITING' and w.next_attempt_at <= at and coalesce(w.claimed_until <= at, true)
    order by w.next_attempt_at, w.id
    for update skip locked
    limit 1
  )
    and s.id = d.summary_id
    and a.id = s.agency_id
    and u.id = d.user_id
  returning
    d.id, u.email, d.message_id, a.code, s.week, s.revision, d.attempts,
    u.active
      and exists (select from agency own where own.id = u.agency_id and own.active)
      and exists (
        select from recipient r where r.agency_id = s.agency_id and r.user_id = u.id and r.removed_at is null
      )
$$;

comment on function lease_delivery(bytea, timestamptz, interval) is
  'The next delivery that is due and nobody is at; an attempt counts before it is made, and whoever dies over it is followed by another.';

create or replace function lease_delivery(bytea, bytea, timestamptz, interval) returns table (
  id uuid, address text, message_id text, agency text, week text, revision int, attempts int, stands boolean
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  return query select f.* from lease_delivery($2, $3, $4) f;
end $$;

grant execute on function lease_delivery(bytea, bytea, timestamptz, interval) to ancrage_service;
