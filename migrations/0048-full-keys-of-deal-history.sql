-- The officer of a deal is hidden from viewers who see it masked. Its history had only the key of those who saw it at least
-- masked. For rows from before, the full key of now counts as that of then.
alter table deal_history add column full_acls text[];

update deal_history h set full_acls = h.acls || d.full_acl::text from deal d where d.id = h.deal_id;

alter table deal_history alter column full_acls set not null;
