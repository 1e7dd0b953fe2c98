create or replace function request_key(
  subject_type text, subject_id uuid, field text, place text, agency_id uuid
) returns int[]
language sql stable set search_path = public, pg_temp as $$
  with
    -- one array for each key: a viewer needs a token of each
    keys as (
      select k::int[] as acl
      from unnest(subject_acls(subject_type, subject_id)) k
      union all
      -- an entry of the audit trail also those when it was written; if they are unknown, its user sees it
      select k::int[]
      from audit_entry e join "user" u on u.id = e.user_id,
        unnest(coalesce(e.acls, array[array[-u.serial]::text])) k
      where field = 'history' and e.id::text = place and subject_type <> 'IssuedSummary'
      union all
      select w.acl
      from weekly_deal_text w
      where subject_type = 'IssuedSummary' and w.summary_id = subject_id and w.deal_id::text = place
      union all
      select k.full_acl
      from weekly_line l join weekly_deal_acl k on k.summary_id = l.summary_id and k.deal_id = any(l.deal_ids)
      where subject_type = 'IssuedSummary'
        and field = 'line'
        and l.summary_id = subject_id
        and l.ordinal::text = place
      union all
      select d.full_acl
      from weekly_line l join deal d on d.id = any(l.deal_ids)
      where subject_type = 'IssuedSummary'
        and field = 'line'
        and l.summary_id = subject_id
        and l.ordinal::text = place
      union all
      select key.acl
      from weekly_line l, lateral (values (l.acl), (l.embargo_acl)) key (acl)
      where subject_type = 'IssuedSummary'
        and field = 'line'
        and l.summary_id = subject_id
        and l.ordinal::text = place
        and key.acl is not null
    ),
    heads as (
      select -u.serial as own_token, acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens
      from "user" u join agency a on a.id = u.agency_id
      where u.agency_id = request_key.agency_id and u.role = 'HEAD' and u.active
    ),
    shared as (
      select distinct token
      from heads h, unnest(h.tokens) token
      where exists (select from keys) and not exists (select from keys k where token <> all(k.acl))
    )
  select array(
    select token
    from shared
    union
    -- HEADs who need different tokens, such as those in the circle of an embargo, by their own
    select h.own_token
    from heads h
    where exists (select from keys)
      and not exists (select from keys k where not k.acl && h.tokens)
      and not exists (select from shared where token = any(h.tokens))
    order by 1
  )
$$;

comment on function request_key(text, uuid, text, text, uuid) is
  'Returns the tokens that show a HEAD of an agency a text that names a person; empty if no HEAD sees it. Where a row needs several keys, tokens that are in all of them, and the own tokens of the HEADs who have others. Not granted to the service: request_erasure() calls it.';
