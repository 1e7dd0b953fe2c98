create or replace function store_issued_form(
  secret bytea, new_id uuid, summary uuid, view_digest text, format text, language text, variant text,
  deal_names text[], content bytea, redactions int
) returns bytea
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  perform check_service_secret(secret);
  -- an erasure under way holds this row
  perform from weekly_summary w where w.id = summary and w.forms_redacted = redactions for share;
  if not found then return null; end if;
  insert into issued_form (id, summary_id, format, language, variant, view_digest, sha256, deal_names, content)
  values (new_id, summary, store_issued_form.format, store_issued_form.language, store_issued_form.variant,
    store_issued_form.view_digest, encode(sha256(store_issued_form.content), 'hex'), store_issued_form.deal_names,
    store_issued_form.content)
  on conflict do nothing;
  -- the first one stored is the one that each of them gets
  return (
    select f.content
      from issued_form f
     where f.summary_id = summary and f.view_digest = store_issued_form.view_digest
       and f.format = store_issued_form.format and f.language is not distinct from store_issued_form.language
       and f.variant = store_issued_form.variant and f.content is not null);
end $$;

comment on function store_issued_form(bytea, uuid, uuid, text, text, text, text, text[], bytea, int) is
  'Stores a rendered file of an issued summary unless there is one for the same digest, format, language and variant, and returns the bytes that are stored. Returns null if the summary has lost a name since it was read: `redactions` is weekly_summary.forms_redacted as read with the content. Requires the service secret: a forged file would be verified as issued. Security definer: the files are not the service''s to add.';

grant execute
  on function store_issued_form(bytea, uuid, uuid, text, text, text, text, text[], bytea, int)
  to ancrage_service;
