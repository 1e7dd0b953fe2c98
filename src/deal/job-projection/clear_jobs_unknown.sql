create or replace function clear_jobs_unknown() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update deal set jobs_unknown = false where id = new.deal_id and jobs_unknown;
  return null;
end $$;

comment on function clear_jobs_unknown() is
  'Jobs are stated, or stated to be unknown, never both: stating them takes the other back.';

create trigger clear_jobs_unknown
  after insert on job_projection for each row execute function clear_jobs_unknown();
