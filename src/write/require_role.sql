create or replace function require_role(roles text[]) returns boolean
language plpgsql stable as $$
begin
  if not exists (select from "user" where id = viewer_id() and role = any(roles)) then
    raise exception 'requires another role' using errcode = 'IN002', detail = array_to_string(roles, ', ');
  end if;
  return true;
end $$;

comment on function require_role(text[]) is
  'Returns true if the viewer has one of the roles. Otherwise raises IN002 with the roles in the detail, from which src/core/error/error-response.ts makes FORBIDDEN.';

grant execute on function require_role(text[]) to ancrage_service;
