create or replace function impersonate_user(asked uuid) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare asker record;
begin
  select u.id, u.agency_id, u.role, u.clearance, u.language, acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
    from "user" u join agency a on a.id = u.agency_id where u.id = asked and u.active and a.active;
  if found then
    perform set_config('ancrage.language', asker.language, true), set_viewer_context(asker.id, asker.agency_id, '', asker.tokens::text);
    id := asker.id; agency_id := asker.agency_id; role := asker.role; clearance := asker.clearance;
    language := asker.language; reads_only := true;
    return next;
  end if;
end $$;

comment on function impersonate_user(uuid) is 'As before, and sealed.';
