create or replace function propagate_deal_access_to_prospect() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.prospect_id is distinct from new.prospect_id then
    perform refresh_prospect_access(old.prospect_id);
  end if;
  perform refresh_prospect_access(new.prospect_id);
  return null;
end $$;

comment on function propagate_deal_access_to_prospect() is
  'Computes the access key of the prospect of a deal again when the deal gains, changes or loses its prospect, or its own key has changed.';

create trigger propagate_deal_access_to_prospect
  after insert or update of prospect_id, acl on deal_identity for each row
  execute function propagate_deal_access_to_prospect();
