create or replace function require_head_when_secret() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The owner, who imports, writes the list afterwards.
  if viewer_id() is null then
    return null;
  end if;
  perform lock_need_to_know();
  if count_heads_on_need_to_know(new.id) = 0
     and exists (select from deal d where d.id = new.id and d.confidentiality = 'SECRET') then
    raise exception 'no HEAD is on the need-to-know list' using errcode = 'IN001',
      detail = 'input.confidentiality', hint = 'LAST_WHO_KNOWS';
  end if;
  return null;
end $$;

comment on function require_head_when_secret() is
  'Refuses, at commit, that a deal becomes SECRET while no HEAD who can change its need-to-know list is on it, such as one who is deactivated at the same time: input error LAST_WHO_KNOWS. Security definer: the writer may not see the whole list.';

create constraint trigger require_head_when_secret
  after update of confidentiality on deal deferrable initially deferred
  for each row when (new.confidentiality = 'SECRET' and old.confidentiality <> 'SECRET')
  execute function require_head_when_secret();
