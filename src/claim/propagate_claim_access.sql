create or replace function propagate_claim_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim_grading set acl = new.acl where claim_id = new.id;
  return null;
end $$;

comment on function propagate_claim_access() is
  'Copies a changed access key of a claim to its gradings. Security definer: the writer may not see them.';

create trigger propagate_claim_access
  after update of acl on claim for each row when (old.acl is distinct from new.acl)
  execute function propagate_claim_access();
