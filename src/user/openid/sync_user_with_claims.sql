create or replace function sync_user_with_claims(
  secret bytea, user_id uuid, agency_code text, role text
) returns table (before jsonb, after jsonb, withheld jsonb)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare
  current_user_row "user";
  current_code text;
  next_agency_id uuid;
  next_role text;
begin
  perform check_service_secret(secret);
  select u.* into current_user_row from "user" u where u.id = user_id for no key update;
  if not is_claimable_role(current_user_row.role) then
    return;
  end if;
  select a.code into current_code from agency a where a.id = current_user_row.agency_id;
  select a.id into next_agency_id from agency a where a.code = agency_code and a.active;
  next_agency_id := coalesce(next_agency_id, current_user_row.agency_id);
  next_role := case
    -- HEAD is the only claimable role above the others: claims take it, but do not give it to a user who exists.
    when is_claimable_role(role) and role <> 'HEAD' then role
    when role = 'HEAD' then current_user_row.role
    -- A user becomes HEAD of another agency only by a claim that states the role.
    when next_agency_id <> current_user_row.agency_id and current_user_row.role = 'HEAD' then 'OFFICER'
    else current_user_row.role
  end;
  if role = 'HEAD' and current_user_row.role <> 'HEAD' then
    withheld := jsonb_build_object('role', role);
  end if;
  if (next_agency_id, next_role) is distinct from (current_user_row.agency_id, current_user_row.role) then
    begin
      update "user" u
         set agency_id = next_agency_id, role = next_role,
             clearance = case when u.agency_id = next_agency_id then u.clearance else 'OPEN' end,
             version = u.version + 1, updated_at = now()
       where u.id = user_id;
      before := jsonb_build_object('agency', current_code, 'role', current_user_row.role,
                                   'clearance', current_user_row.clearance);
      select jsonb_build_object('agency', a.code, 'role', u.role, 'clearance', u.clearance) into after
        from "user" u join agency a on a.id = u.agency_id where u.id = user_id;
    exception when sqlstate 'IN001' then
      -- A trigger requires this HEAD where they are, such as the last HEAD who knows of a SECRET deal.
      withheld := coalesce(withheld, '{}') || jsonb_build_object('agency', agency_code, 'role', role);
    end;
  end if;
  return next;
end $$;

comment on function sync_user_with_claims(bytea, uuid, text, text) is
  'Gives a user the agency and role that the claims of an OpenID provider state. It never raises: it gives no role but those of is_claimable_role() and not HEAD, leaves a user with another role as they are, and sets the clearance to OPEN when the agency changes. Returns the fields before and after, null if nothing changed, and in `withheld` what the claims state and was not applied; no row for a user that claims do not change. Raises insufficient_privilege without the secret of a service process. Security definer: the user may not change themselves.';

grant execute on function sync_user_with_claims(bytea, uuid, text, text) to ancrage_service;
