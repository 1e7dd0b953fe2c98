create or replace function record_sql_login_reads(secret bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  insert into deal_read (id, deal_id, user_id, way, hour, first_at, masked)
  select new_uuid_v7(), d.id, v.user_id, 'SQL', date_trunc('hour', now()), now(), not d.full_acl &&& v.tokens
  from (
    select distinct
      u.id as user_id, u.agency_id,
      acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens,
      -- once an hour: the list is the same within it, but for a change of access
      u.updated_at >= date_trunc('hour', now())
        or not exists (
          select
          from deal_read r
          where r.user_id = u.id and r.way = 'SQL' and r.hour = date_trunc('hour', now())
        ) as is_new
    from pg_stat_activity s
      join sql_login l on l.login = s.usename
      join "user" u on u.id = l.user_id
      join agency a on a.id = u.agency_id
    where s.backend_type = 'client backend' and s.state_change >= date_trunc('hour', now())
  ) v
    cross join lateral (
      select d.id, d.full_acl
      from deal d
      where v.is_new and d.masked_acl &&& v.tokens and d.confidentiality in ('RESTRICTED', 'SECRET')
      union
      -- deals that were opened or changed in this hour, such as those that became RESTRICTED
      select d.id, d.full_acl
      from deal d
      where not v.is_new
        and d.updated_at >= date_trunc('hour', now())
        and d.masked_acl &&& v.tokens
        and d.confidentiality in ('RESTRICTED', 'SECRET')
      union
      -- deals to whose list or team they were added in this hour
      select d.id, d.full_acl
      from deal d
      where not v.is_new
        and d.masked_acl &&& v.tokens
        and d.confidentiality in ('RESTRICTED', 'SECRET')
        and d.id in (
          select n.deal_id
          from need_to_know n
          where n.user_id = v.user_id and n.recorded_at >= date_trunc('hour', now())
          union all
          select t.deal_id
          from deal_team t
          where t.agency_id = v.agency_id and t.recorded_at >= date_trunc('hour', now())
        )
    ) d
  order by d.id, v.user_id
  on conflict do nothing
$$;

comment on function record_sql_login_reads(bytea) is
  'Records each RESTRICTED and SECRET deal that a SQL login could read, if the login has run a statement in this hour. PostgreSQL does not report which rows a statement has read, and a view cannot write in a read-only transaction. The service calls it every few seconds. Raises insufficient_privilege without the secret of a service process. Security definer: reads pg_stat_activity, and deals on behalf of the logins.';

grant execute on function record_sql_login_reads(bytea) to ancrage_service;
