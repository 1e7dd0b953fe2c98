create or replace function due_mail_schedules(at timestamptz) returns table (agency_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.agency_id
  from mail_schedule s
  where last_due_instant(s.weekday, s.hour, at) > s.ordered_at
    and is_schedule_active(s)
    and not exists (
      select
      from mail_batch b
      where b.agency_id = s.agency_id and b.monday = monday_of(last_due_instant(s.weekday, s.hour, at)) - 7
    )
$$;

comment on function due_mail_schedules(timestamptz) is
  'Returns the agencies whose active mail schedule has been due since it was ordered, and whose batch for the week before is not created yet. Security definer: schedules of every agency, for the mail job.';

grant execute on function due_mail_schedules(timestamptz) to ancrage_service;
