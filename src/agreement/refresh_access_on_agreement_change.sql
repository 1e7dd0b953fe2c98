create or replace function refresh_access_on_agreement_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_agreement_access(new.id);
  return null;
end $$;

comment on function refresh_access_on_agreement_change() is
  'Computes the access key of an agreement again when its confidentiality has changed.';

create trigger refresh_access_on_agreement_change
  after update of confidentiality on agreement for each row when (old.confidentiality <> new.confidentiality)
  execute function refresh_access_on_agreement_change();
