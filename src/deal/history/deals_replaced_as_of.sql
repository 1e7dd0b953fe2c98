create or replace function deals_replaced_as_of(day date, known_at timestamptz) returns setof deal_history
language sql stable as $$
  select h.*
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
  'Returns what was recorded of deals at the end of a day, as far as it was recorded by an instant, of those that were edited since; of other deals, the present values were the same. A null day, or a deal that was recorded after that day: at the instant. Only deals that the viewer sees, at least masked, and could see then.';

grant execute on function deals_replaced_as_of(date, timestamptz) to ancrage_service;
