create or replace function employment_text(e employment) returns text
language sql immutable as $$ select array_to_string(array[e.job_title] || e.emails || e.phones, ' · ') $$;

comment on function employment_text(employment) is
  'Returns what an employment says about the person: job title, addresses and numbers; empty once erased.';

grant execute on function employment_text(employment) to ancrage_service;
