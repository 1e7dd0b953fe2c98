create or replace function impersonate_user(user_id uuid) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare
  viewer record;
begin
  select u.id, u.agency_id, u.role, u.clearance, u.language,
         acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as acl_tokens
    into viewer
    from "user" u join agency a on a.id = u.agency_id
   where u.id = user_id and u.active and a.active;
  if found then
    perform set_config('ancrage.language', viewer.language, true),
            set_viewer_context(viewer.id, viewer.agency_id, '', viewer.acl_tokens::text);
    id := viewer.id;
    agency_id := viewer.agency_id;
    role := viewer.role;
    clearance := viewer.clearance;
    language := viewer.language;
    reads_only := true;
    return next;
  end if;
end $$;

comment on function impersonate_user(uuid) is
  'Makes a user the viewer for the rest of the transaction, without a session, and returns them; no row if the user or their agency is not active. Not granted to the service: the functions that authenticate calendar feeds, deliveries and mail schedules call it.';
