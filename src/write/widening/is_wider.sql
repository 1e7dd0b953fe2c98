create or replace function is_wider(after_acls text[], before_acls text[]) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (
    select
    from unnest(before_acls) b
    where not exists (select from unnest(after_acls) a where covers_acl(b::int[], a::int[]))
  )
$$;

comment on function is_wider(text[], text[]) is
  'Returns whether a row with the first access keys is visible to users who would not see it with the second ones. A viewer needs a token of each key. Not granted to the service: triggers call it.';
