create or replace function set_contact_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.acl := contact_acl(new.id, new.entered_by_id, new.public_figure);
  new.job_title := public_job_title(new);
  return new;
end $$;

comment on function set_contact_access() is
  'Sets the access key of a contact, by contact_acl(), and the job title that every user sees (public_job_title). sync_contact_with_employment() keeps both up to date. Security definer: it reads employments that the writer may not see.';

create trigger set_contact_access
  before insert or update of public_figure on contact for each row execute function set_contact_access();
