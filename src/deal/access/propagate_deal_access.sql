create or replace function propagate_deal_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('update %I set acl = $1 where deal_id = $2 and acl is distinct from $1', tg_argv[0])
    using case tg_argv[1] when 'masked_acl' then new.masked_acl else new.full_acl end, new.id;
  return null;
end $$;

comment on function propagate_deal_access() is
  'Copies a changed access key of a deal to its rows in a table: the arguments of the trigger are the table and the column of deal (`masked_acl` or `full_acl`). Security definer: the writer may not see those rows any more.';
