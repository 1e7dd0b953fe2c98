create or replace function authenticate_schedule(secret bytea, agency uuid, at timestamptz) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean, code text,
  monday date
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  schedule mail_schedule;
begin
  perform check_service_secret(secret);
  select * into schedule from mail_schedule s where s.agency_id = agency for update skip locked;
  if found and exists (select from due_mail_schedules(at) d where d.agency_id = agency) then
    return query
      select u.*, a.code, monday_of(last_due_instant(schedule.weekday, schedule.hour, at)) - 7
        from impersonate_user(schedule.ordered_by_id) u join agency a on a.id = u.agency_id;
  end if;
end $$;

comment on function authenticate_schedule(bytea, uuid, timestamptz) is
  'Makes the HEAD who ordered the mail schedule of an agency the viewer for the rest of the transaction, if a mail batch is due at this instant. Returns them, the code of the agency, and the Monday of the week to be sent: the week before. Locks the schedule until the transaction ends; no row if nothing is due or another process has the lock. Raises insufficient_privilege without the secret of a service process. Security definer: there is no viewer yet.';

grant execute on function authenticate_schedule(bytea, uuid, timestamptz) to ancrage_service;
