create or replace function deals_replaced_as_of(day date, known_at timestamptz) returns table (
  deal_id uuid, code_name text, sector text, activity text, type text, origin text, capex_unknown boolean,
  jobs_unknown boolean, no_competing_locations boolean, expected_decision_from date,
  expected_decision_to date, expected_decision_precision text, officer_id uuid, confidentiality text
)
language sql stable as $$
  select
    h.deal_id, h.code_name, h.sector, h.activity, h.type, h.origin, h.capex_unknown, h.jobs_unknown,
    h.no_competing_locations, h.expected_decision_from, h.expected_decision_to, h.expected_decision_precision,
    case
      when could_see_entry(h.full_acls, (select viewer_acl_tokens())) then h.officer_id
      else d.officer_id
    end,
    h.confidentiality
  from deal_history h
    join deal d on d.id = h.deal_id
    cross join lateral (
      select case
        when d.created_at < (
          deals_replaced_as_of.day + 1
        )::timestamp at time zone 'Europe/Brussels' then least(
          (deals_replaced_as_of.day + 1)::timestamp at time zone 'Europe/Brussels' - interval '1 ms',
          deals_replaced_as_of.known_at
        )
        else deals_replaced_as_of.known_at
      end as instant
    ) i
  where h.known_since <= i.instant and h.replaced_at > i.instant
$$;

comment on function deals_replaced_as_of(date, timestamptz) is
  'Returns what was recorded of deals at the end of a day, as far as it was recorded by an instant, of those that were edited since; of other deals, the present values were the same. A null day, or a deal that was recorded after that day: at the instant. Only deals that the viewer sees, at least masked, and could see then; where they saw it masked then, with the officer of today.';

grant execute on function deals_replaced_as_of(date, timestamptz) to ancrage_service;
