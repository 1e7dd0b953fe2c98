create or replace function unlinked_acl(confidentiality text, entered_by_id uuid) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when confidentiality = 'OPEN' then array[0]
    else array(select agency_acl_token(serial, 0) from agency where id = entered_by_id)
  end
$$;

comment on function unlinked_acl(text, uuid) is
  'Returns the ACL of a row without a deal: every signed-in user if it is OPEN, otherwise the agency that entered it. Security definer: triggers call it while no viewer is set.';

grant execute on function unlinked_acl(text, uuid) to ancrage_service;
