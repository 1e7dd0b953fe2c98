create or replace function allow_past_instants(secret bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(secret);
  perform mark_transaction('PAST_INSTANTS', '00000000-0000-0000-0000-000000000000');
end $$;

comment on function allow_past_instants(bytea) is
  'Lets the rest of the transaction give the instants at which an older record was made, as the loading of the demo case does. instant_of_write() reads the mark through allows_past_instants(). Requires the secret of a service process. Security definer: the service cannot write transaction_mark.';

grant execute on function allow_past_instants(bytea) to ancrage_service;
