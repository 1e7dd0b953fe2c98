create or replace function verification_faults_known_at(
  verification_id uuid, known_at timestamptz
) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select distinct c.code
    from verification_changes(v, verification_faults_known_at.known_at) c
    where c.recorded_at <= verification_faults_known_at.known_at
    order by c.code
  )
  from landing_verification v
  where v.id = verification_faults_known_at.verification_id and v.acl &&& (select viewer_acl_tokens())
$$;

comment on function verification_faults_known_at(uuid, timestamptz) is
  'Returns what verification_faults() returned at an instant. Security definer, as that function. Not granted to the service: missing_facts_known_at() calls it.';
