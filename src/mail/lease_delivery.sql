create or replace function lease_delivery(
  secret bytea, claim bytea, at timestamptz, lease interval
) returns table (
  id uuid, address text, message_id text, reply_to text, agency text, week text, revision int, attempts int,
  is_recipient boolean, language text, attachment text
)
language sql rows 1 security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  update delivery d
  set claim = lease_delivery.claim, claimed_until = at + lease, attempts = d.attempts + 1
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
    d.id, u.email, d.message_id,
    (select i.email from "user" i where i.id = s.issued_by_id and i.active),
    a.code, s.week, s.revision, d.attempts,
    u.active
      and exists (select from agency own where own.id = u.agency_id and own.active)
      and exists (
        select from recipient r where r.agency_id = s.agency_id and r.user_id = u.id and r.removed_at is null
      ),
    coalesce(
      (
        select r.language
        from recipient r
        where r.agency_id = s.agency_id and r.user_id = u.id and r.removed_at is null
      ),
      u.language
    ),
    (
      select r.attachment
      from recipient r
      where r.agency_id = s.agency_id and r.user_id = u.id and r.removed_at is null
    )
$$;

comment on function lease_delivery(bytea, bytea, timestamptz, interval) is
  'Leases the next delivery that is due at an instant and that no process is sending, and returns what its mail needs; no row if there is none. `claim` is a new random secret that authenticates what the process does with it. The attempt is counted before it is made; if the process dies, another one takes over after the lease. `reply_to` is the address of the user who issued the summary; null if they are not active. `language` and `attachment` are as the recipient has chosen them. `is_recipient`: false if the user was removed as recipient or is not active. Raises insufficient_privilege without the secret of a service process. Security definer: deliveries of every agency.';

grant execute on function lease_delivery(bytea, bytea, timestamptz, interval) to ancrage_service;
