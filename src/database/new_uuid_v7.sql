create or replace function new_uuid_v7() returns uuid
language sql volatile return
  encode(
    set_bit(
      set_bit(
        overlay(
          uuid_send(gen_random_uuid()) placing substring(
            int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3
          )
          from 1 for 6
        ),
        52, 1
      ),
      53, 1
    ),
    'hex'
  )::uuid;

comment on function new_uuid_v7() is
  'Returns a new UUID of version 7: 48 bits of the Unix time in milliseconds, then random bits. Ids made by the service itself come from src/core/uuid.ts.';

grant execute on function new_uuid_v7() to ancrage_service;
