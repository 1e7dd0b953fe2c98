-- A user sees and revokes their own feeds, an ADMIN those of their agency; only the user adds one. A row is
-- never removed.
comment on table calendar_feed is
  'Addresses at which calendar programs fetch the meetings of a user, without another sign-in.';
comment on column calendar_feed.name is 'What it is for, in the words of the user; null: not stated.';
comment on column calendar_feed.revoked_at is 'Null: not revoked.';

call enable_rls('calendar_feed');

grant select, insert, update (revoked_at) on calendar_feed to ancrage_service;

create policy viewer_sees on calendar_feed for select to ancrage_service
  using (user_id = (select viewer_id()) or is_admin_of_user(user_id));

create policy viewer_adds on calendar_feed for insert to ancrage_service
  with check (user_id = (select viewer_id()));

create policy viewer_edits on calendar_feed for update to ancrage_service
  using (user_id = (select viewer_id()) or is_admin_of_user(user_id)) with check (true);
