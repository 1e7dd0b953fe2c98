create or replace function recent_sign_in_failures(t sign_in_attempt) returns int
language sql stable return case when t.last_at > now() - interval '1 hour' then t.failures else 0 end;

comment on function recent_sign_in_failures(sign_in_attempt) is 'An hour without one forgets them.';

grant execute on function recent_sign_in_failures(sign_in_attempt) to ancrage_service;
