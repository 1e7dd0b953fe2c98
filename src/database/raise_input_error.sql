create or replace function raise_input_error(path text, code text, params jsonb) returns boolean
language plpgsql stable as $$
begin
  raise exception '%', code
    using errcode = 'IN004', detail = jsonb_build_object('path', path, 'code', code, 'params', params)::text;
end $$;

comment on function raise_input_error(text, text, jsonb) is
  'Raises IN004 with the path of the input field, the error code and its parameters as JSON in the detail; src/core/error/error-response.ts makes an error of the API from it. Declared as boolean so that a condition can call it; never returns.';

grant execute on function raise_input_error(text, text, jsonb) to ancrage_service;
