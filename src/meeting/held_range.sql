create or replace function held_range(m meeting) returns daterange
language sql immutable as $$
  select case
    when m.shared then null
    when m.status = 'HELD' then daterange(m.when_from, m.when_to, '[]')
    else 'empty'
  end
$$;

comment on function held_range(meeting) is
  'The default comes after the column: PostgreSQL 15.20 refuses both at once where a function takes rows of the table.';

grant execute on function held_range(meeting) to ancrage_service;
