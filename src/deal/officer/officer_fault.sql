create or replace function officer_fault(officer_id uuid, deal_id uuid, deal_acl int[]) returns text
language sql stable as $$
  select case
    when not (u.active and a.active) then 'INACTIVE'
    when u.role not in ('OFFICER', 'HEAD') then 'OTHER_ROLE'
    when not exists (
      select 1
      from deal_team t
      where t.deal_id = officer_fault.deal_id and t.agency_id = u.agency_id and t.until_day is null
    ) then 'NOT_IN_TEAM'
    when not deal_acl && acl_tokens_of(a.serial, u.serial, u.role, u.clearance) then 'CANNOT_SEE'
  end
  from "user" u join agency a on a.id = u.agency_id
  where u.id = officer_fault.officer_id
$$;

comment on function officer_fault(uuid, uuid, int[]) is
  'Returns why a user cannot be the officer of a deal: no longer active, another role than OFFICER or HEAD, an agency that is not in the team now, or no full access by `deal_acl`, the key of the deal. Null if they can, and without an officer. The same codes: officerFaults in src/deal/officer/officer.ts.';

grant execute on function officer_fault(uuid, uuid, int[]) to ancrage_service;
