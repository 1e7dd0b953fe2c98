create or replace function resolve_agency(agency_code text, input_path text) returns uuid
language plpgsql stable as $$
declare
  agency_id uuid := (select id from agency where code = agency_code);
begin
  if agency_id is null then
    raise exception 'unknown agency code'
      using errcode = 'IN001', detail = input_path, hint = 'UNKNOWN_REFERENCE';
  end if;
  return agency_id;
end $$;

comment on function resolve_agency(text, text) is
  'Returns the id of the agency with a code. Raises IN001 with the path of the input field if there is none, from which src/core/error/error-response.ts makes an error of the API.';

grant execute on function resolve_agency(text, text) to ancrage_service;
