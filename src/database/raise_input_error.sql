create or replace function raise_input_error(path text, code text, params jsonb) returns boolean
language plpgsql stable as $$
begin
  raise exception '%', code using errcode = 'IN004', detail = jsonb_build_object('path', path, 'code', code, 'params', params)::text;
end $$;

comment on function raise_input_error(text, text, jsonb) is
  'What is asked of many rows and cannot be answered, said with what it was about.';

grant execute on function raise_input_error(text, text, jsonb) to ancrage_service;
