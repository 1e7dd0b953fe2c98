create or replace function token_hashes(content text) returns int[]
language sql immutable as $$
  select array(
    select distinct hashtext(w)
    from
      regexp_split_to_table(fold(regexp_replace(content, '(?<=[0-9]) (?=[0-9])', '', 'g')), '[^[:alnum:]]+') w
    where w <> ''
  )
$$;

comment on function token_hashes(text) is
  'Returns hashes of the distinct words of a text, without case and accents; digits with single spaces between them are one word. Exports store them, so that an erasure finds the exports that name a person without reading them (own_exports_of_contact).';

grant execute on function token_hashes(text) to ancrage_service;
