create or replace function decide_user_change(change_id uuid, approves boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  change user_change;
begin
  perform require_recent_proof();
  select * into change from user_change c where c.id = change_id for update;
  if change.decision is not null or change.expires_at <= now() then
    raise exception 'the change does not wait any more' using errcode = 'IN010';
  end if;
  if not coalesce(may_decide_user_change(change), false) then
    raise exception 'the change cannot be decided' using errcode = 'insufficient_privilege';
  end if;
  update user_change c
     set decision = case when approves then 'APPROVED' else 'REFUSED' end, decided_at = now(),
         decided_by_id = viewer_id()
   where c.id = change_id;
  if not approves then
    return;
  end if;
  -- A user who moves to another agency starts there as a new one does.
  update "user" u
     set agency_id = coalesce(change.agency_id, u.agency_id),
         role = case when change.agency_id is null then coalesce(change.role, u.role)
                     when u.role in ('HEAD', 'ADMIN', 'OPERATOR') then 'OFFICER' else u.role end,
         clearance = case when change.agency_id is null then coalesce(change.clearance, u.clearance)
                          else 'OPEN' end,
         email = coalesce(change.email, u.email), active = u.active or change.reactivates,
         updated_at = now(), version = u.version + 1
   where u.id = change.user_id;
  if change.agency_id is not null then
    perform notify_account(change.user_id, 'AGENCY_CHANGED', true);
  end if;
  if change.email is not null then
    perform notify_account(change.user_id, 'EMAIL_CHANGED', true);
  end if;
  if num_nonnulls(change.role, change.clearance) > 0 or change.reactivates then
    perform notify_account(change.user_id, 'RIGHTS_CHANGED', false);
  end if;
end $$;

comment on function decide_user_change(uuid, boolean) is
  'Approves or refuses a change that waits, and makes an approved one. A user who moves to another agency gets clearance OPEN and, in place of HEAD, ADMIN or OPERATOR, the role OFFICER; the HEADs on need-to-know lists with them are notified. Raises IN010 unless the change waits, and insufficient_privilege unless may_decide_user_change(). Security definer: the trigger check_user_change refuses these changes to the service.';

grant execute on function decide_user_change(uuid, boolean) to ancrage_service;
