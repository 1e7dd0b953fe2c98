create or replace function read_context_signing_key() returns bytea
language plpgsql immutable parallel safe set search_path = public, pg_temp as $$ begin return (select key from context_signing_key); end $$;

comment on function read_context_signing_key() is
  'It says that it is immutable, so that a connection reads the table once, when it plans what calls it.';
