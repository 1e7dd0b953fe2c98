-- A user reports and ends their own presence at deals that they see; present_users() shows it to others.
comment on table deal_presence is
  'Which user has which deal open, as their browser last reported. Unlogged: it holds for a minute.';
comment on column deal_presence.seen_at is 'When the browser reported it.';

call enable_rls('deal_presence');
grant select, insert, update (seen_at), delete on deal_presence to ancrage_service;

create policy own on deal_presence to ancrage_service
  using (user_id = (select viewer_id()))
  with check (
    user_id = (select viewer_id()) and (exists (select 1 from deal d where d.id = deal_presence.deal_id))
  );
