create or replace function could_see_entry(acls text[], tokens int[]) returns boolean
language sql immutable parallel safe as $$
  select acls is not null and not exists (select 1 from unnest(acls) k where not k::int[] &&& tokens)
$$;

comment on function could_see_entry(text[], int[]) is
  'Returns whether a viewer with these ACL tokens could see the subject of an audit entry when the entry was written: they have a token of each of its access keys. False if the keys are unknown.';

grant execute on function could_see_entry(text[], int[]) to ancrage_service;
