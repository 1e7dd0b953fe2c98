create or replace function request_key(
  subject_type text, subject_id uuid, field text, place text, agency_id uuid
) returns int[]
language sql stable set search_path = public, pg_temp as $$
  with
    -- one array for each key: a viewer needs a token of each
    keys as (
      select d.full_acl as acl
      from deal d
      where subject_type = 'Deal' and d.id = subject_id
      union all
      select l.acl
      from location l
      where subject_type = 'Location' and l.id = subject_id
      union all
      select p.acl
      from prospect p
      where subject_type = 'Prospect' and p.id = subject_id
      union all
      select c.acl
      from contact c
      where subject_type = 'Contact' and c.id = subject_id
      union all
      select key.acl
      from employment e join contact c on c.id = e.contact_id, lateral (values (e.acl), (c.acl)) key (acl)
      where subject_type = 'Employment' and e.id = subject_id
      union all
      select p.acl
      from stake s join prospect p on p.id in (s.holder_id, s.held_id)
      where subject_type = 'Stake' and s.id = subject_id
      union all
      select m.acl
      from meeting m
      where subject_type = 'Meeting' and m.id = subject_id
      union all
      select h.acl
      from meeting_deal h
      where subject_type = 'Meeting' and h.meeting_id = subject_id
      union all
      select a.acl
      from agreement a
      where subject_type = 'Agreement' and a.id = subject_id
      union all
      select h.acl
      from agreement_deal h
      where subject_type = 'Agreement' and h.agreement_id = subject_id
      union all
      select c.acl
      from claim c
      where subject_type = 'Claim' and c.id = subject_id
      union all
      select h.acl
      from claim c join agreement_deal h on h.agreement_id = c.agreement_id
      where subject_type = 'Claim' and c.id = subject_id
      union all
      select t.acl
      from task t
      where subject_type = 'Task' and t.id = subject_id
      union all
      select h.acl
      from task t join meeting_deal h on h.meeting_id = t.meeting_id
      where subject_type = 'Task' and t.id = subject_id and t.deal_id is null
      union all
      select array[0]
      from site s
      where subject_type = 'Site' and s.id = subject_id
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
    ),
    -- the circles of running embargoes, which consist of users
    circles as (
      select a.embargo_acl as acl
      from agreement a
      where subject_type = 'Agreement' and a.id = subject_id and a.embargo_until > now()
      union all
      select c.embargo_acl
      from claim c
      where subject_type = 'Claim' and c.id = subject_id and c.embargo_until > now()
      union all
      select a.embargo_acl
      from claim c join agreement a on a.id = c.agreement_id
      where subject_type = 'Claim' and c.id = subject_id and a.embargo_until > now()
      union all
      select l.embargo_acl
      from weekly_line l
      where subject_type = 'IssuedSummary'
        and field = 'line'
        and l.summary_id = subject_id
        and l.ordinal::text = place
        and l.embargo_acl is not null
    ),
    heads as (
      select -u.serial as own_token, acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens
      from "user" u join agency a on a.id = u.agency_id
      where u.agency_id = request_key.agency_id and u.role = 'HEAD' and u.active
    )
  select array(
    select token
    from heads h, unnest(h.tokens) token
    where exists (select from keys)
      and not exists (select from circles)
      and not exists (select from keys k where token <> all(k.acl))
    union
    -- during an embargo only the HEADs of its circle, by their own tokens
    select h.own_token
    from heads h
    where exists (select from keys)
      and exists (select from circles)
      and not exists (
        select from (select acl from keys union all select acl from circles) k where not k.acl && h.tokens
      )
    order by 1
  )
$$;

comment on function request_key(text, uuid, text, text, uuid) is
  'Returns the tokens that show a HEAD of an agency a text that names a person; empty if no HEAD sees it. Where a row needs several keys, only tokens that are in all of them; during an embargo the own tokens of the HEADs in its circle. Not granted to the service: request_erasure() calls it.';
