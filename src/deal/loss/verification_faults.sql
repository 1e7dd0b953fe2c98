create or replace function verification_faults(verification_id uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select distinct c.code from verification_changes(v, 'infinity') c order by c.code)
  from landing_verification v
  where v.id = verification_faults.verification_id and v.acl &&& (select viewer_acl_tokens())
$$;

comment on function verification_faults(uuid) is
  'Returns the codes of verification_changes() for a verification of a deal that the viewer sees in full; none: it is valid. Null for one that the viewer does not see. Security definer: a change counts whether or not the viewer may see the row that shows it.';

grant execute on function verification_faults(uuid) to ancrage_service;
