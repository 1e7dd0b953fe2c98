create or replace function lock_need_to_know() returns void
language sql as $$ select pg_advisory_xact_lock(4711203) $$;

comment on function lock_need_to_know() is
  'Makes transactions that take a HEAD off a need-to-know list, in any way, wait for each other: two of them could otherwise take the last two off. Each trigger that counts the HEADs calls it first. Not granted to the service.';
