create or replace function allows_past_instants() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select is_transaction_marked('PAST_INSTANTS', '00000000-0000-0000-0000-000000000000')
$$;

comment on function allows_past_instants() is
  'Returns whether allow_past_instants() was called in this transaction. Security definer: transaction_mark is hidden from the service.';

grant execute on function allows_past_instants() to ancrage_service;
