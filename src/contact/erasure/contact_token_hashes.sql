create or replace function contact_token_hashes(contact_id uuid) returns table (hashes int[])
language sql stable as $$ select distinct token_hashes(value) from contact_identifiers(contact_id) $$;

comment on function contact_token_hashes(uuid) is
  'Returns token_hashes() of each name, e-mail address and telephone number that a contact has or had.';

grant execute on function contact_token_hashes(uuid) to ancrage_service;
