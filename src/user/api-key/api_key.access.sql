-- A user sees, adds and revokes their own keys; an ADMIN those of every user. A row is never removed.
comment on table api_key is 'API keys: tokens with which programs read as their user. They cannot write.';
comment on column api_key.prefix is 'First characters of the key, by which its user recognises it.';
comment on column api_key.last_used_at is 'Null: never used. Recorded at most once a minute.';
comment on column api_key.revoked_at is 'Null: not revoked.';

call enable_rls('api_key');

grant select, insert, update (revoked_at) on api_key to ancrage_service;

create policy viewer_sees on api_key for select to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin()));

create policy viewer_adds on api_key for insert to ancrage_service
  with check (
    (select viewer_id()) is not null and (user_id = (select viewer_id()) or (select viewer_is_admin()))
  );

create policy viewer_edits on api_key for update to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin())) with check (true);
