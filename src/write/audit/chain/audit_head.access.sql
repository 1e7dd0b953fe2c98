-- Only the owner sees and changes the heads; append_to_audit_chain() does.
comment on table audit_head is
  'The end of each lane of the audit chain. The chain has 16 lanes, so that transactions seldom wait for each other to commit. Kept apart from the links, so that links removed at the end are noticed.';
comment on column audit_head.lane is 'From 1 to 16.';
comment on column audit_head.position is 'Position of the last link; 0: no link yet.';
comment on column audit_head.hash is 'Hash of the last link, or audit_lane_start().';

call enable_rls('audit_head');
