create or replace function request_user_change(
  id uuid, user_id uuid, role text, clearance text, email text, agency_id uuid, reactivates boolean,
  resets_password boolean
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_recent_proof();
  if not is_admin_of_user(user_id) or user_id = viewer_id() and num_nonnulls(role, clearance) > 0 then
    raise exception 'requires an ADMIN of the agency' using errcode = 'insufficient_privilege';
  end if;
  update user_change c set decision = 'WITHDRAWN', decided_at = now(), decided_by_id = viewer_id()
   where c.user_id = request_user_change.user_id and c.decision is null;
  insert into user_change (id, user_id, role, clearance, email, agency_id, reactivates, resets_password,
    requested_by_id, requested_at, expires_at)
  values (id, user_id, role, clearance, email, agency_id, reactivates, resets_password, viewer_id(), now(),
    now() + interval '7 days');
end $$;

comment on function request_user_change(uuid, uuid, text, text, text, uuid, boolean, boolean) is
  'Adds a change of a user that waits for a second person for 7 days, in place of one that waits already. Null values stay unchanged. Raises insufficient_privilege unless the viewer is an ADMIN of the agency of the user; no user requests a role or clearance of their own. Security definer: the service cannot write user_change.';

grant execute
  on function request_user_change(uuid, uuid, text, text, text, uuid, boolean, boolean) to ancrage_service;
