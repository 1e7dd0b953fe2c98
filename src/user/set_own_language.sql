create or replace function set_own_language(language text) returns void
language sql security definer set search_path = public, pg_temp begin atomic
  update "user" u
  set language = set_own_language.language, version = u.version + 1, updated_at = now()
  where u.id = viewer_id() and u.language <> set_own_language.language;
end;

comment on function set_own_language(text) is
  'Changes the language of the viewer. Security definer: only an ADMIN edits users.';

grant execute on function set_own_language(text) to ancrage_service;
