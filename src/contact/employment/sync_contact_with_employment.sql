create or replace function sync_contact_with_employment() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from contact c where c.id = new.contact_id for update;
  -- the latest that has not ended
  update employment e set is_main = false
   where e.contact_id = new.contact_id and e.is_main
     and e.id is distinct from main_employment(new.contact_id);
  update employment e set is_main = true
   where e.id = main_employment(new.contact_id) and not e.is_main;
  update contact c
     set acl = contact_acl(c.id, c.entered_by_id, c.public_figure), job_title = public_job_title(c)
   where c.id = new.contact_id
     and (c.acl, c.job_title) is distinct from (contact_acl(c.id, c.entered_by_id, c.public_figure), public_job_title(c));
  return null;
end $$;

comment on function sync_contact_with_employment() is
  'Keeps what a contact takes from its employments: the access key, which employment is the main one, and the job title that a public figure shows. Security definer: the writer may not see all employments.';

create trigger sync_contact_with_employment
  after insert or update of acl, until_to, job_title, shows_contact on employment for each row
  execute function sync_contact_with_employment();
