create or replace function sign_in_counters(email text, source inet, device bytea) returns table (
  key bytea, kind text, free int, longest int
)
language sql stable security definer set search_path = public, pg_temp as $$
  with
    person as (select id from "user" where "user".email = lower($1)),
    known as (
      select
        exists (select from session s join person p on p.id = s.user_id where s.token_hash = $3) as by_device,
        exists (
          select
          from session s join person p on p.id = s.user_id
          where network_of(s.address) = network_of($2) and s.created_at > now() - interval '90 days'
        ) as here
    )
  select sha256(convert_to(concat_ws(' ', t.kind, t.what), 'UTF8')), t.kind, t.free, t.longest
  from known,
    lateral (
      values
        ('device', encode($3, 'hex') || ' ' || lower($1), 5, 900, known.by_device),
        ('pair', network_of($2) || ' ' || lower($1), 5, 900, not known.by_device),
        ('place', network_of($2), 100, 15, not known.by_device and not known.here),
        ('address', lower($1), 100, 60, not known.by_device and not known.here)
    ) as t (kind, what, free, longest, counts)
  where t.counts
$$;
