-- A user sees and changes their own choices, for deals that they see, at least masked; a choice for a deal that became
-- hidden is gone with it. None is removed.
comment on table deal_follow is
  'Whether a user follows a deal, where they have chosen; without a row, the officer of the deal follows it.';
comment on column deal_follow.following is
  'False: the user does not follow it, although they are its officer.';

call enable_rls('deal_follow');
grant select, insert, update (following, set_at) on deal_follow to ancrage_service;

create policy own on deal_follow to ancrage_service
  using (user_id = (select viewer_id()) and (exists (select 1 from deal d where d.id = deal_follow.deal_id)))
  with check (
    user_id = (select viewer_id()) and (exists (select 1 from deal d where d.id = deal_follow.deal_id))
  );
