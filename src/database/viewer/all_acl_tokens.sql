create or replace function all_acl_tokens() returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array[0, 1, 2, 3] || array(
    select agency_acl_token(a.serial, n) from agency a, generate_series(0, 3) n
  ) || array(select -u.serial from "user" u)
$$;

comment on function all_acl_tokens() is
  'Returns every ACL token that a row can have; a viewer with all of them sees every row. Used while a weekly summary is frozen, and not granted to the service. Tokens: see acl_tokens_of().';
