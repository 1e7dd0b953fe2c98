create or replace function refresh_access_on_prospect_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_prospect_access(new.id);
  return null;
end $$;

comment on function refresh_access_on_prospect_change() is
  'Computes the access key of a prospect again when its confidentiality has changed.';

create trigger refresh_access_on_prospect_change
  after update of confidentiality on prospect for each row when (old.confidentiality <> new.confidentiality)
  execute function refresh_access_on_prospect_change();
