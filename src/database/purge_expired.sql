create or replace function purge_expired(secret bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(secret);
  update service_secret set seen_at = now() where digest = sha256(secret);
  delete from service_secret where seen_at < now() - interval '30 days';
  -- 90 days: an access token of an OpenID provider that is still valid must not start its ended session
  -- again, and sign_in_counters() looks for earlier sessions of the same network.
  delete from session where expires_at < now() - interval '90 days';
  delete from refused_read where entry_id is null and hour < now() - interval '1 day';
  delete from openid_logout where received_at < now() - interval '30 days';
  update openid_session o
     set id_token = null
    from session s
   where s.id = o.session_id and o.id_token is not null and (s.ended_at is not null or s.expires_at < now());
  delete from sign_in_attempt where last_at < now() - interval '1 hour' and blocked_until < now();
  delete from change where at < now() - interval '1 day';
  delete from deal_presence where seen_at < now() - interval '1 hour';
end $$;

comment on function purge_expired(bytea) is
  'Deletes sessions that expired 90 days ago, sign-in attempts older than an hour, counted attempts to reach nothing older than a day, logout tokens older than 30 days, ID tokens of sessions that are over, changes older than a day, presence older than an hour, and secrets of processes not seen for 30 days; notes that the process of this secret is alive. Raises insufficient_privilege without a valid secret. Security definer: the service cannot read these tables.';

grant execute on function purge_expired(bytea) to ancrage_service;
