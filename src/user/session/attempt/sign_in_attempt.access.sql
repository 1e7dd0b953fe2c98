-- Only the owner sees and changes attempts: begin_sign_in() and record_successful_sign_in() do.
comment on table sign_in_attempt is
  'Counters of failed sign-ins, as sign_in_counters() defines them. Unlogged: a crash of the server forgets them.';
comment on column sign_in_attempt.key is 'SHA-256 of what is counted; no address is stored.';
comment on column sign_in_attempt.free is 'Number of failures before the next attempt has to wait.';
comment on column sign_in_attempt.longest is 'Longest wait, in seconds.';
comment on column sign_in_attempt.failures is 'Failures so far; they no longer count an hour after last_at.';
comment on column sign_in_attempt.blocked_until is 'Attempts before this instant are refused.';

call enable_rls('sign_in_attempt');
