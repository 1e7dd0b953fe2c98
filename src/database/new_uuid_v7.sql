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
  'Who asks for a SECRET deal that is not theirs is noted; whoever asks for nothing that exists takes as long.';

grant execute on function new_uuid_v7() to ancrage_service;
