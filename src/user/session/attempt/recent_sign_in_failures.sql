create or replace function recent_sign_in_failures(attempt sign_in_attempt) returns int
language sql stable return
  case when attempt.last_at > now() - interval '1 hour' then attempt.failures else 0 end;

comment on function recent_sign_in_failures(sign_in_attempt) is
  'Returns the failures of a counter, 0 once it has not been counted for an hour.';

grant execute on function recent_sign_in_failures(sign_in_attempt) to ancrage_service;
