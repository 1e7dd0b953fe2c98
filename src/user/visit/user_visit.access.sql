-- A user sees and changes their own row.
comment on table user_visit is 'When a user was last here, for what has changed since.';
comment on column user_visit.previous_at is 'The last moment of the visit before this one.';
comment on column user_visit.last_at is
  'The last moment of this visit. After half an hour without one, the next is another visit.';

call enable_rls('user_visit');
grant select, insert, update (previous_at, last_at) on user_visit to ancrage_service;

create policy own on user_visit to ancrage_service
  using (user_id = (select viewer_id())) with check (user_id = (select viewer_id()));
