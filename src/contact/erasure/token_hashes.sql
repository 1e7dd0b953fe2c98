create or replace function token_hashes(said text) returns int[]
language sql immutable as $$
  select array(
    select distinct hashtext(w)
    from regexp_split_to_table(fold(regexp_replace(said, '(?<=[0-9]) (?=[0-9])', '', 'g')), '[^[:alnum:]]+') w
    where w <> ''
  )
$$;

comment on function token_hashes(text) is
  'Words without case and accents; digits that only spaces part are one.';

grant execute on function token_hashes(text) to ancrage_service;
