create or replace function change_position_key(secret bytea) returns bytea
language plpgsql stable security definer set search_path = public, pg_temp set debug_print_plan = off as $$
begin
  perform check_service_secret(secret);
  return sha256(read_context_signing_key() || convert_to('change position', 'UTF8'));
end $$;

comment on function change_position_key(bytea) is
  'Returns the key with which every process encrypts positions in the stream of changes: a position holds transaction numbers, which would show how much is written. Raises insufficient_privilege without a valid service secret. Security definer: the service cannot read the signing key; plans are not logged, because they contain it.';

grant execute on function change_position_key(bytea) to ancrage_service;
