create or replace function unlinked_acl(confidentiality text, entered_by uuid) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when confidentiality = 'OPEN' then array[0]
    else array(select agency_acl_token(serial, 0) from agency where id = entered_by)
  end
$$;

grant execute on function unlinked_acl(text, uuid) to ancrage_service;
