create or replace function read_issued_form(
  summary uuid, view_digest text, format text, language text, variant text
) returns json
language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object('body', encode(f.content, 'base64'), 'dealNames', f.deal_names)
  from issued_form f
  where f.summary_id = read_issued_form.summary
    and f.view_digest = read_issued_form.view_digest
    and f.format = read_issued_form.format
    and f.language is not distinct from read_issued_form.language
    and f.variant = read_issued_form.variant
    and f.content is not null
$$;

comment on function read_issued_form(uuid, text, text, text, text) is
  'Returns the stored file of an issued summary for viewers with a digest of issued_view_digest(), with the deals that it names; null if none is stored. Security definer: the digest covers all that the file shows, so only who sees the same has it.';

grant execute on function read_issued_form(uuid, text, text, text, text) to ancrage_service;
