call enable_rls('sql_login');
grant select on sql_login to ancrage_service;
create policy viewer_sees on sql_login for select to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin()));
