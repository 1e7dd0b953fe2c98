create or replace function propagate_prospect_access_to_employment() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update employment set acl = new.acl where prospect_id = new.id;
  return null;
end $$;

comment on function propagate_prospect_access_to_employment() is
  'Copies a changed access key of a prospect to the employments there. Security definer: the writer may not see them.';

create trigger propagate_prospect_access_to_employment
  after update of acl on prospect for each row when (old.acl is distinct from new.acl)
  execute function propagate_prospect_access_to_employment();
