create or replace function next_deal_reference(region text, year int) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  number int;
begin
  if session_user <> current_user and not exists (
    select from "user" u where u.id = viewer_id() and u.role in ('OFFICER', 'HEAD')
  ) then
    raise exception 'requires an OFFICER or a HEAD' using errcode = 'insufficient_privilege';
  end if;
  insert into deal_reference as r (region, year, last)
  values (next_deal_reference.region, next_deal_reference.year, 1)
  on conflict on constraint deal_reference_pkey do update
  set last = r.last + 1
  returning r.last into number;
  return format('%s-%s-%s', region, year, lpad(number::text, greatest(4, length(number::text)), '0'));
end $$;

comment on function next_deal_reference(text, int) is
  'Returns the next reference of a region and year, such as WAL-2018-0003. The lock on the counter makes simultaneous openings wait for each other; a number is never used again. Raises insufficient_privilege unless the viewer is an OFFICER or a HEAD, who open deals. Security definer: the service cannot read or set the counter.';

grant execute on function next_deal_reference(text, int) to ancrage_service;
