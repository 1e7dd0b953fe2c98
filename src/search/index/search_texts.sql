create or replace function search_texts(kinds text[], ids uuid[]) returns table (
  hit bigint, n int, field text, value text, is_name boolean
)
language plpgsql stable as $$
begin
  return query
  -- the hits with their position; each part below adds the texts of one kind
  with hits as materialized (select h.* from unnest(kinds, ids) with ordinality h (kind, id, hit))
  -- prospects: a row for each column, then one for each alias
  select h.hit, v.n, v.field, v.value, v.is_name
    from hits h join prospect p on p.id = h.id, lateral (values
      (1, 'name', p.name, true),
      (2, 'legalName', p.legal_name, true),
      (4, 'enterpriseNumber', p.enterprise_number, true),
      (5, 'lei', p.lei, true),
      (6, 'city', p.city, false),
      (7, 'website', p.website, false)) v (n, field, value, is_name)
   where h.kind = 'PROSPECT' and v.value is not null
  union all
  select h.hit, 3, 'aliases', a, true
    from hits h join prospect p on p.id = h.id, unnest(p.aliases) a
   where h.kind = 'PROSPECT'
  union all
  -- contacts, then their employments: one row for each job title, e-mail address and telephone number
  select h.hit, 1, 'name', c.name, true
    from hits h join contact c on c.id = h.id
   where h.kind = 'CONTACT' and c.name is not null
  union all
  select h.hit, 2, 'jobTitle', t.job_title, false
    from hits h, lateral (
      select c.job_title from contact c where c.id = h.id
      union select e.job_title from employment e where e.contact_id = h.id) t
   where h.kind = 'CONTACT' and t.job_title is not null
  union all
  select h.hit, 3, 'emails', v, false
    from hits h join employment e on e.contact_id = h.id, unnest(e.emails) v
   where h.kind = 'CONTACT'
  union all
  select h.hit, 4, 'phones', v, false
    from hits h join employment e on e.contact_id = h.id, unnest(e.phones) v
   where h.kind = 'CONTACT'
  union all
  -- deals: title and description come from the identity, hidden from masked viewers
  select h.hit, v.n, v.field, v.value, v.is_name
    from hits h join deal d on d.id = h.id left join deal_identity i on i.deal_id = d.id, lateral (values
      (1, 'title', i.title, true),
      (2, 'codeName', d.code_name, true),
      (3, 'reference', d.reference, true),
      (4, 'description', i.description, false)) v (n, field, value, is_name)
   where h.kind = 'DEAL' and v.value is not null
  union all
  -- texts of its places, job projections and loss
  select h.hit, 5, t.field, t.value, false
    from hits h, lateral deal_texts(h.id) t
   where h.kind = 'DEAL' and t.value is not null
  union all
  -- meetings, then one row for each topic
  select h.hit, v.n, v.field, v.value, v.is_name
    from hits h join meeting m on m.id = h.id, lateral (values
      (1, 'title', m.title, true),
      (3, 'place', m.place, false),
      (4, 'outcome', m.outcome, false),
      (5, 'cancelReason', m.cancel_reason, false)) v (n, field, value, is_name)
   where h.kind = 'MEETING' and v.value is not null
  union all
  select h.hit, 2, 'topics', t, false
    from hits h join meeting m on m.id = h.id, unnest(m.topics) t
   where h.kind = 'MEETING'
  union all
  -- agreements, then parties that are not in the system
  select h.hit, v.n, v.field, v.value, v.is_name
    from hits h join agreement a on a.id = h.id, lateral (values
      (1, 'title', a.title, true),
      (3, 'place', a.place, false)) v (n, field, value, is_name)
   where h.kind = 'AGREEMENT' and v.value is not null
  union all
  select h.hit, 2, 'parties', p.name, false
    from hits h join agreement_party p on p.agreement_id = h.id
   where h.kind = 'AGREEMENT' and p.name is not null
  union all
  -- claims
  select h.hit, v.n, v.field, v.value, v.is_name
    from hits h join claim c on c.id = h.id, lateral (values
      (1, 'statement', c.statement, true),
      (2, 'wording', c.wording, false),
      (3, 'source', concat_ws(', ', c.source_name, nullif(c.source_medium, c.source_name)), false)) v (n, field, value, is_name)
   where h.kind = 'CLAIM' and v.value is not null
  order by 1, 2;
end $$;

comment on function search_texts(text[], uuid[]) is
  'Returns the texts of search hits that a highlight can show, as far as the viewer sees the rows. kinds and ids are the hits in order; hit is the position in these arrays. Sorted by hit; the first text of a hit is its title. is_name: typos count in this text.';

grant execute on function search_texts(text[], uuid[]) to ancrage_service;
