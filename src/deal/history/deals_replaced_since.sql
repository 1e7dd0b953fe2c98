create or replace function deals_replaced_since(known_at timestamptz) returns table (
  deal_id uuid, code_name text, sector text, activity text, type text, origin text,
  expected_decision_from date, expected_decision_to date, expected_decision_precision text, officer_id uuid
)
language sql stable as $$
  select
    h.deal_id, h.code_name, h.sector, h.activity, h.type, h.origin, h.expected_decision_from,
    h.expected_decision_to, h.expected_decision_precision,
    case
      when could_see_entry(h.full_acls, (select viewer_acl_tokens())) then h.officer_id
      else (select d.officer_id from deal d where d.id = h.deal_id)
    end
  from deal_history h
  where h.known_since <= deals_replaced_since.known_at and h.replaced_at > deals_replaced_since.known_at
$$;

comment on function deals_replaced_since(timestamptz) is
  'Returns what was recorded of deals at an instant, of those that were edited since; of other deals, the present values were the same. PostgreSQL inlines it. Only deals that the viewer sees, at least masked, and could see then; where they saw it masked then, with the officer of today.';

grant execute on function deals_replaced_since(timestamptz) to ancrage_service;
