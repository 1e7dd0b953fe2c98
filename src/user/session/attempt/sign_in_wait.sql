create or replace function sign_in_wait(failures int, free int, longest int) returns interval
language sql immutable return
  case
    when failures < free then 0
    else least(longest, 2 ^ least(failures - free, 20))
  end * interval '1 second';

comment on function sign_in_wait(int, int, int) is
  'Returns how long to wait after so many failures: nothing for fewer than `free`, then 1 second, doubled by each failure, up to `longest` seconds.';

grant execute on function sign_in_wait(int, int, int) to ancrage_service;
