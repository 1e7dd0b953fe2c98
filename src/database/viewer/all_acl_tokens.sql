create or replace function all_acl_tokens() returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array[0, 1, 2, 3] || array(
    select agency_acl_token(a.serial, n) from agency a, generate_series(0, 3) n
  ) || array(select -u.serial from "user" u)
$$;

comment on function all_acl_tokens() is
  'Issuing freezes what the database says of the week at that moment, whole, whatever the issuer sees of it. The same again is the same revision: two who issue at once issue one.';
