create or replace function held_range(m meeting) returns daterange
language sql immutable as $$
  select case
    when m.withdrawn_at is not null then 'empty'
    when m.shared then null
    when m.status = 'HELD' then daterange(m.when_from, m.when_to, '[]')
    else 'empty'
  end
$$;

comment on function held_range(meeting) is
  'Returns the days on which a meeting was held, or may have been; empty if it was not held, or was withdrawn; null if it is about several deals, because then not every viewer of a deal sees the meeting.';

grant execute on function held_range(meeting) to ancrage_service;
