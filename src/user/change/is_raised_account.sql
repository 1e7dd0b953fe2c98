create or replace function is_raised_account(role text, clearance text) returns boolean
language sql immutable parallel safe return
  role in ('HEAD', 'ADMIN', 'OPERATOR') or clearance in ('RESTRICTED', 'SECRET');

comment on function is_raised_account(text, text) is
  'Returns whether a role or a clearance takes a second person to give (src/user/change/second-person.ts has the same rule).';

grant execute on function is_raised_account(text, text) to ancrage_service;
