create or replace function officer_fault_known_at(
  officer_id uuid, deal_id uuid, deal_acl int[], known_at timestamptz
) returns text
language sql stable as $$
  select case
    when not (k.active and a.active) then 'INACTIVE'
    when k.role not in ('OFFICER', 'HEAD') then 'OTHER_ROLE'
    when not exists (
      -- a membership that was recorded by then and had not been ended or corrected
      select 1
      from deal_team t
      where t.deal_id = officer_fault_known_at.deal_id
        and t.agency_id = k.agency_id
        and t.recorded_at <= officer_fault_known_at.known_at
        and (t.until_day is null or t.end_recorded_at > officer_fault_known_at.known_at)
      union all
      select 1
      from deal_team_correction t
      where t.deal_id = officer_fault_known_at.deal_id
        and t.agency_id = k.agency_id
        and t.recorded_at <= officer_fault_known_at.known_at
        and t.corrected_at > officer_fault_known_at.known_at
        and (t.until_day is null or t.end_recorded_at > officer_fault_known_at.known_at)
    ) then 'NOT_IN_TEAM'
    when not deal_acl && acl_tokens_of(a.serial, u.serial, k.role, u.clearance) then 'CANNOT_SEE'
  end
  from "user" u
    left join user_history h on h.user_id = u.id
      and h.known_since <= officer_fault_known_at.known_at
      and h.replaced_at > officer_fault_known_at.known_at
    cross join lateral (
      select coalesce(h.active, u.active), coalesce(h.role, u.role), coalesce(h.agency_id, u.agency_id)
    ) k(active, role, agency_id)
    join agency a on a.id = k.agency_id
  where u.id = officer_fault_known_at.officer_id
$$;

comment on function officer_fault_known_at(uuid, uuid, int[], timestamptz) is
  'Returns what officer_fault() returned at an instant, with the access and the agencies of today. Not granted to the service: missing_facts_known_at() calls it as the owner.';
