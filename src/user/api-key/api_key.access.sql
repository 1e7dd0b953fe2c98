-- A PERSON adds their own keys, a HEAD those of a MACHINE of the agency. They, and an ADMIN of the agency, see and
-- revoke them. A row is never removed.
comment on table api_key is
  'API keys: tokens with which programs read as their user; one of a MACHINE reads and writes within its scopes.';
comment on column api_key.prefix is 'First characters of the key, by which its user recognises it.';
comment on column api_key.scopes is
  'What the key may read and write (src/core/key-scopes.ts); null: it reads all that its user sees, and writes nothing.';
comment on column api_key.last_used_at is 'Null: never used. Recorded at most once a minute.';
comment on column api_key.revoked_at is 'Null: not revoked.';

call enable_rls('api_key');

grant select, insert, update (revoked_at) on api_key to ancrage_service;

create policy viewer_sees on api_key for select to ancrage_service
  using (user_id = (select viewer_id()) or may_revoke_keys_of(user_id));

create policy viewer_adds on api_key for insert to ancrage_service with check (may_make_keys_of(user_id));

create policy viewer_edits on api_key for update to ancrage_service
  using (may_revoke_keys_of(user_id)) with check (true);

create or replace function check_key_scopes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from "user" u
     where u.id = new.user_id
       and case u.kind
         when 'MACHINE' then new.scopes is null
         else array_to_string(new.scopes, ' ') like '%:write%' end
  ) then
    perform raise_input_error('input.scopes', 'SCOPES_NEEDED', '{}');
  end if;
  return new;
end $$;

comment on function check_key_scopes() is
  'Refuses a key of a MACHINE without scopes and a key of a PERSON with a scope to write: input error SCOPES_NEEDED. Security definer: reads the kind of the user.';

create trigger check_key_scopes before insert on api_key for each row execute function check_key_scopes();
