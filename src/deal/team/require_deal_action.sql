create or replace function require_deal_action(action text, deal_id uuid) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  -- The owner writes without a viewer. Until its first transition is there, a deal is being opened. What the
  -- viewer may not add to, the policies refuse as if it did not exist.
  if viewer_id() is null
     or not can_add_to_deal(require_deal_action.deal_id)
     or not exists (select 1 from transition t where t.deal_id = require_deal_action.deal_id) then
    return;
  end if;
  if not exists (
    select 1
      from deal d
      cross join "user" u
     where d.id = require_deal_action.deal_id
       and u.id = viewer_id()
       and is_deal_action_allowed(
             action, u.role,
             case
               when d.lead_agency_id = viewer_agency() then 'LEAD'
               else (
                 select t.role
                   from deal_team t
                  where t.deal_id = d.id and t.agency_id = viewer_agency() and t.until_day is null
               )
             end
           )
  ) then
    raise exception 'requires another role or the lead agency' using errcode = 'IN009';
  end if;
end $$;

comment on function require_deal_action(text, uuid) is
  'Raises IN009 unless the viewer may do something to a deal (is_deal_action_allowed), which the service makes FORBIDDEN. Does nothing for the owner and while a deal is being opened. Security definer: the viewer may no longer see the deal. For triggers; not granted to the service.';
