create or replace function clear_jobs_unknown() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update deal set jobs_unknown = false where id = new.deal_id and jobs_unknown;
  return null;
end $$;

comment on function clear_jobs_unknown() is
  'Withdraws the statement that the jobs of a deal are unknown when a job projection is added. Security definer: the writer may add to a deal that they no longer see.';

create trigger clear_jobs_unknown
  after insert on job_projection for each row execute function clear_jobs_unknown();
