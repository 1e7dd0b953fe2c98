create or replace function allow_past_instants(secret bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(secret);
  perform remember_prior_acls('00000000-0000-0000-0000-000000000000', '{}');
end $$;

comment on function allow_past_instants(bytea) is
  'Lets the rest of the transaction give the instants at which an older record was made, as the loading of the demo case does; notes the transaction in prior_acl under the null UUID. instant_of_write() reads it through allows_past_instants(). Requires the secret of a service process. Security definer: the service cannot write prior_acl.';

grant execute on function allow_past_instants(bytea) to ancrage_service;
