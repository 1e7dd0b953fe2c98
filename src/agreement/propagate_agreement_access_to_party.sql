create or replace function propagate_agreement_access_to_party() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update agreement_party set acl = new.acl, shared = new.shared where agreement_id = new.id;
  return null;
end $$;

comment on function propagate_agreement_access_to_party() is
  'Copies a changed access key of an agreement to its parties. Security definer: the writer may not see the agreement any more.';

create trigger propagate_agreement_access_to_party
  after update of acl, shared on agreement
  for each row when (old.acl is distinct from new.acl or old.shared is distinct from new.shared)
  execute function propagate_agreement_access_to_party();
