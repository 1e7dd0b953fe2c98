-- Only the owner sees and adds links; append_to_audit_chain() does.
comment on table audit_link is
  'The audit trail as hash chains, one per lane: each link covers the digest of one entry and the link before it, so that an entry that was changed, removed, moved or inserted is noticed.';
comment on column audit_link.position is 'Position in the lane, from 1 without gaps.';
comment on column audit_link.digest is 'audit_entry_digest() of the entry.';
comment on column audit_link.hash is 'audit_link_hash() of this link.';

call enable_rls('audit_link');
