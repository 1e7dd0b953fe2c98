-- Likely duplicates are found while one types, by the sequences of three letters of a name.

create function join_names(name text, legal_name text, aliases text[]) returns text
language sql immutable parallel safe return fold(array_to_string(array[name, legal_name] || aliases, ' | '));
comment on function join_names(text, text, text[]) is
  'Returns all names of a prospect as one text, in lower case and without accents. An index depends on it.';
grant execute on function join_names(text, text, text[]) to ancrage_service;

create index prospect_names_idx on prospect using gin (join_names(name, legal_name, aliases) gin_trgm_ops);
create index prospect_enterprise_number_idx
  on prospect (regexp_replace(upper(enterprise_number), '[^A-Z0-9]', '', 'g'))
  where enterprise_number is not null;
create index prospect_lei_idx on prospect (lei) where lei is not null;
create index contact_name_idx on contact using gin (fold(name) gin_trgm_ops);

-- Whether a site can be had, and from when.
alter table site
  add column availability text check (availability in ('AVAILABLE', 'RESERVED', 'NOT_AVAILABLE')),
  add column available_from date;
