create or replace function could_see_entry(acls text[], tokens int[]) returns boolean
language sql immutable parallel safe as $$
  select acls is not null
    and cardinality(acls) > 0
    and not exists (select 1 from unnest(acls) k where (k::int[] &&& tokens) is not true)
$$;

comment on function could_see_entry(text[], int[]) is
  'Returns whether a viewer with these ACL tokens could see the subject of an audit entry when the entry was written: they have a token of each of its access keys. False if the keys, or one of them, are unknown or none.';

grant execute on function could_see_entry(text[], int[]) to ancrage_service;
