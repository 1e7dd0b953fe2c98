create or replace function is_supervisor_of(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select asked = viewer_id()
    or exists (
      select
      from "user" a join "user" o on o.agency_id = a.agency_id
      where a.id = viewer_id()
        and a.role = 'ADMIN'
        and o.id = asked
        and confidentiality_level(a.clearance) >= confidentiality_level(o.clearance)
    )
$$;

comment on function is_supervisor_of(uuid) is
  'Who asked, and an ADMIN of the same agency who may know as much: a question may name what it asks for.';

grant execute on function is_supervisor_of(uuid) to ancrage_service;
