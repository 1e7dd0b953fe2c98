create or replace function covers_acl(covering int[], covered int[]) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select 0 = any(covering)
    or not exists (
      select
      from unnest(covered) t
      where not (
        t = any(covering)
          -- a lower level of the same group of users includes the higher ones
          or t between 1 and 3
          and exists (select from unnest(covering) c where c between 1 and t)
          or t >= 16
          and exists (select from unnest(covering) c where c between t / 4 * 4 and t)
          or t < 0
          and exists (
            select
            from "user" u join agency a on a.id = u.agency_id
            where u.serial = -t and covering && acl_tokens_of(a.serial, u.serial, u.role, u.clearance)
          )
      )
    )
$$;

comment on function covers_acl(int[], int[]) is
  'Returns whether every user who has a token of the second access key has one of the first as well. Security definer: reads role and clearance of the users named by a token. Not granted to the service: triggers call it.';
