create or replace function subject_acl(subject_type text, subject_id uuid) returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  table_name constant text := lower(regexp_replace(subject_type, '(?<!^)([A-Z])', '_\1', 'g'));
  acls text[];
begin
  if exists (
    select
    from pg_attribute
    where attrelid = to_regclass(format('public.%I', table_name)) and attname = 'id' and atttypid = 'uuid'::regtype
  ) then
    execute format(
      $sql$ select array[coalesce(translate(to_jsonb(t) ->> 'acl', '[] ', '{}'), '{0}')] from %I t where id = $1 $sql$,
      table_name
    ) into acls using subject_id;
  end if;
  return acls;
end $$;

comment on function subject_acl(text, uuid) is
  'Returns the access key of a row of a type of the API, the column acl of its table; {0}, the token of every signed-in user, if the table has none: then its policies decide alone. Null for a row that does not exist, and for a type without a table. Security definer: the writer may not see the row any more. Not granted to the service.';
