create or replace function is_schedule_active(s mail_schedule) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" u join agency a on a.id = u.agency_id
    where u.id = s.ordered_by_id and u.agency_id = s.agency_id and u.role = 'HEAD' and u.active and a.active
  )
$$;

comment on function is_schedule_active(mail_schedule) is
  'It is the order of a HEAD, and ends with him: nobody else has said that the summary be issued in his name.';

grant execute on function is_schedule_active(mail_schedule) to ancrage_service;
