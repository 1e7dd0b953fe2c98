create or replace function public_job_title(c contact) returns text
language sql stable set search_path = public, pg_temp as $$
  select e.job_title
  from employment e
  where c.public_figure
    and e.id = main_employment(c.id)
    and not exists (select from employment p where p.contact_id = c.id and p.prospect_id is not null)
$$;

comment on function public_job_title(contact) is
  'Returns the job title that every user sees beside the name of a public figure without any employment at a prospect; otherwise null. Not granted to the service: triggers call it.';
