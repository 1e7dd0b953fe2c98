create or replace function authenticate_token(token bytea) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare asker record;
begin
  select u.id, u.agency_id, u.role, u.clearance, u.language, s.id as session_id, false as reads_only,
         acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
    from session s join "user" u on u.id = s.user_id join agency a on a.id = u.agency_id
   where s.token_hash = token and s.ended_at is null and s.expires_at > now() and s.last_seen_at + s.idle > now()
     and u.active and a.active;
  if not found then
    select u.id, u.agency_id, u.role, u.clearance, u.language, null::uuid as session_id, true as reads_only,
           acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
      from api_key_secret x join api_key k on k.id = x.key_id
      join "user" u on u.id = k.user_id join agency a on a.id = u.agency_id
     where x.token_hash = token and k.revoked_at is null and k.expires_at > now() and u.active and a.active;
  end if;
  if found then
    perform set_config('ancrage.language', asker.language, true),
            set_viewer_context(asker.id, asker.agency_id, coalesce(asker.session_id::text, ''), asker.tokens::text);
    id := asker.id; agency_id := asker.agency_id; role := asker.role; clearance := asker.clearance;
    language := asker.language; reads_only := asker.reads_only;
    return next;
  end if;
end $$;

comment on function authenticate_token(bytea) is 'As before, and sealed.';

grant execute on function authenticate_token(bytea) to ancrage_service;
