create or replace function require_role(roles text[]) returns boolean
language plpgsql stable as $$
begin
  if not exists (select 1 from "user" where id = viewer_id() and role = any(roles)) then
    raise exception 'not for this role' using errcode = 'IN002', detail = array_to_string(roles, ', ');
  end if;
  return true;
end $$;

grant execute on function require_role(text[]) to ancrage_service;
