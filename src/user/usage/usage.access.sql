-- Only the owner sees and changes usage: record_usage() does.
comment on table usage is
  'Cost units that each user has spent in their latest minute, over all processes. Unlogged: a crash of the server forgets one minute.';
comment on column usage.minute is 'Start of the minute.';
comment on column usage.units is
  'Cost units of queries, as src/read computes them; the limit is COST_PER_MINUTE.';

call enable_rls('usage');
