create or replace function next_deal_reference(region text, year int) returns text
language sql security definer set search_path = public, pg_temp as $$
  insert into deal_reference as r (region, year, last)
  values ($1, $2, 1)
  on conflict on constraint deal_reference_pkey do update
  set last = r.last + 1
  returning format('%s-%s-%s', r.region, r.year, lpad(r.last::text, greatest(4, length(r.last::text)), '0'))
$$;

comment on function next_deal_reference(text, int) is
  'Returns the next reference of a region and year, such as WAL-2018-0003. The lock on the counter makes simultaneous openings wait for each other; a number is never used again. Security definer: the service cannot read or set the counter.';

grant execute on function next_deal_reference(text, int) to ancrage_service;
