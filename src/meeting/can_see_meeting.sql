create or replace function can_see_meeting(asked uuid) returns boolean
language sql stable as $$ select exists (select from meeting m where m.id = asked) $$;

comment on function can_see_meeting(uuid) is
  'a call, because the policy of neither table can ask that of the other';

grant execute on function can_see_meeting(uuid) to ancrage_service;
