create or replace function viewer_is_head() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select role = 'HEAD' from "user" where id = viewer_id()), false)
$$;

comment on function viewer_is_head() is
  'A HEAD''s standing order: the summary of the week before, once a week, at an hour of Brussels, to named recipients.';

grant execute on function viewer_is_head() to ancrage_service;
