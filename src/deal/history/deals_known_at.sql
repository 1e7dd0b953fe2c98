create or replace function deals_known_at(known_at timestamptz) returns table (
  deal_id uuid, code_name text, sector text, activity text, type text, origin text,
  expected_decision_from date, expected_decision_to date, expected_decision_precision text, officer_id uuid,
  title text, prospect_id uuid
)
language sql stable as $$
  select
    d.id, k.code_name, k.sector, k.activity, k.type, k.origin, k.expected_decision_from,
    k.expected_decision_to, k.expected_decision_precision,
    -- withheld from viewers who see the deal masked
    case when i.deal_id is not null then k.officer_id end,
    coalesce(n.title, i.title),
    case when n.deal_id is null then i.prospect_id else n.prospect_id end
  from deal d
    left join deals_replaced_since(deals_known_at.known_at) h on h.deal_id = d.id
    left join deal_identity i on i.deal_id = d.id
    left join identities_replaced_since(deals_known_at.known_at) n on n.deal_id = i.deal_id
    cross join lateral (
      select
        d.code_name, d.sector, d.activity, d.type, d.origin, d.expected_decision_from, d.expected_decision_to,
        d.expected_decision_precision, d.officer_id
      where h.deal_id is null
      union all
      select
        h.code_name, h.sector, h.activity, h.type, h.origin, h.expected_decision_from, h.expected_decision_to,
        h.expected_decision_precision, h.officer_id
      where h.deal_id is not null
    ) k
$$;

comment on function deals_known_at(timestamptz) is
  'Returns what was recorded of each deal at an instant; the title, the company and the officer are null for viewers who see the deal masked. Only deals that the viewer sees, with the access of today.';

grant execute on function deals_known_at(timestamptz) to ancrage_service;
