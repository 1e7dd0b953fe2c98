create or replace function is_schedule_active(schedule mail_schedule) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" u join agency a on a.id = u.agency_id
    where u.id = schedule.ordered_by_id
      and u.agency_id = schedule.agency_id
      and u.role = 'HEAD'
      and u.active
      and a.active
  )
$$;

comment on function is_schedule_active(mail_schedule) is
  'Returns whether the user who ordered a mail schedule is still an active HEAD of its agency; false if it is off. Summaries are issued in their name, so the schedule lapses with their role.';

grant execute on function is_schedule_active(mail_schedule) to ancrage_service;
