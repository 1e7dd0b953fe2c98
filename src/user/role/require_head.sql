create or replace function require_head() returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if viewer_id() is not null and not viewer_is_head() then
    raise exception 'requires a HEAD' using errcode = 'IN002', detail = 'HEAD';
  end if;
end $$;

comment on function require_head() is
  'Raises IN002 for a viewer who is not a HEAD. The owner, who writes without a viewer, may. For triggers; not granted to the service.';
