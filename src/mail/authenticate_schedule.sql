create or replace function authenticate_schedule(agency uuid, at timestamptz) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean, code text,
  monday date
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare s mail_schedule;
begin
  select * into s from mail_schedule o where o.agency_id = agency for update skip locked;
  if found and exists (select from due_mail_schedules(at) d where d.agency_id = agency) then
    return query select b.*, a.code, monday_of(last_due_instant(s.weekday, s.hour, at)) - 7
      from impersonate_user(s.ordered_by_id) b join agency a on a.id = b.agency_id;
  end if;
end $$;

comment on function authenticate_schedule(uuid, timestamptz) is
  'Opens for the HEAD whose standing order is due, once: the order is locked until the transaction ends.';

create or replace function authenticate_schedule(bytea, uuid, timestamptz) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean, code text,
  monday date
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  return query select f.* from authenticate_schedule($2, $3) f;
end $$;

grant execute on function authenticate_schedule(bytea, uuid, timestamptz) to ancrage_service;
