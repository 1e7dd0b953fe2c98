create or replace function noted_rows() returns text
language plpgsql volatile as $$
declare
  noted constant text := nullif(current_setting('ancrage.noted_rows', true), '');
  tokens constant integer[] := viewer_acl_tokens();
begin
  if noted is null then
    return null;
  end if;
  return (
    select string_agg(
        n.id || case when (
          select not d.full_acl &&& tokens from deal d where d.id = n.id::uuid
        ) then '/masked' else '' end, ' ')
      from unnest(string_to_array(trim(noted), ' ')) n (id));
end $$;

comment on function noted_rows() is
  'Returns the ids that note_rows() has noted in this transaction, separated by blanks, that of a deal which the viewer sees masked with `/masked`: a later read in full is another one. Null: none.';

grant execute on function noted_rows() to ancrage_service;
