create or replace function record_token_use(token_hashes bytea[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session
  set last_seen_at = now()
  where id in (
    select s.id
    from session s
    where s.token_hash = any(token_hashes) and s.last_seen_at < now() - interval '1 minute'
    for no key update skip locked
  );
  update api_key
  set last_used_at = now()
  where id in (
    select k.id
    from api_key k join api_key_secret x on x.key_id = k.id
    where x.token_hash = any(token_hashes)
      and coalesce(k.last_used_at, '-infinity') < now() - interval '1 minute'
    for no key update of k skip locked
  );
$$;

comment on function record_token_use(bytea[]) is
  'Records that sessions and API keys were used now, at most once a minute for each. Called for many at once, outside of requests (src/user/usage.ts); rows that another transaction holds are skipped. Security definer: the service cannot read tokens.';

grant execute on function record_token_use(bytea[]) to ancrage_service;
