create or replace function record_successful_sign_in(email text, source text, device bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  update sign_in_attempt t
  set
    blocked_until = now(),
    failures = case when k.kind in ('pair', 'device') then 0 else greatest(0, t.failures - 1) end
  from sign_in_counters($1, $2::inet, $3) k
  where k.key = t.key
$$;

comment on function record_successful_sign_in(text, text, bytea) is 'The try was right: it was none.';

create or replace function record_successful_sign_in(bytea, text, text, bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  perform record_successful_sign_in($2, $3, $4);
end $$;

grant execute on function record_successful_sign_in(bytea, text, text, bytea) to ancrage_service;
