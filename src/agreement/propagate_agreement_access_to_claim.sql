create or replace function propagate_agreement_access_to_claim() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim set acl = new.acl where agreement_id = new.id;
  return null;
end $$;

comment on function propagate_agreement_access_to_claim() is
  'Copies a changed access key of an agreement to the claims about it. Security definer: the writer may not see them.';

create trigger propagate_agreement_access_to_claim
  after update of acl on agreement for each row when (old.acl is distinct from new.acl)
  execute function propagate_agreement_access_to_claim();
