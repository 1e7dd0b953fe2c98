create or replace function refresh_access_on_team_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'deal_team' then
    if new.role = 'LEAD' and new.until_day is null then
      update deal set lead_agency_id = new.agency_id
       where id = new.deal_id and lead_agency_id <> new.agency_id;
    end if;
  end if;
  perform refresh_deal_access(coalesce(new.deal_id, old.deal_id));
  return null;
end $$;

comment on function refresh_access_on_team_change() is
  'Computes the access keys of a deal again when its team or its need-to-know list has changed, and makes the agency with the role LEAD its lead agency. Security definer: the writer may not see the deal any more.';

create trigger refresh_access_on_team_change
  after insert or update of agency_id, role, until_day on deal_team for each row
  execute function refresh_access_on_team_change();

create trigger refresh_access_on_team_leave
  after delete on deal_team for each row execute function refresh_access_on_team_change();

create trigger refresh_access_on_team_change
  after insert or delete on need_to_know for each row execute function refresh_access_on_team_change();
