create or replace function resolve_agency(asked text, place text) returns uuid
language plpgsql stable as $$
declare found_id uuid := (select id from agency where code = asked);
begin
  if found_id is null then
    raise exception 'no such agency' using errcode = 'IN001', detail = place, hint = 'UNKNOWN_REFERENCE';
  end if;
  return found_id;
end $$;

comment on function resolve_agency(text, text) is
  'For questions that name an agency: one that is not there is refused, with the place of the fault and its code.';

grant execute on function resolve_agency(text, text) to ancrage_service;
