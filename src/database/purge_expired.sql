create or replace function purge_expired(bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  update service_secret set seen_at = now() where digest = sha256($1);
  delete from service_secret where seen_at < now() - interval '30 days';
  -- a token of a provider that is still good must go on being known as ended
  delete from session where expires_at < now() - interval '90 days';
  delete from sign_in_attempt where last_at < now() - interval '1 hour' and blocked_until < now();
end $$;

comment on function purge_expired(bytea) is
  'What ended a quarter of a year ago: as long as a place where somebody signed in stays known.';

grant execute on function purge_expired(bytea) to ancrage_service;
