-- Earlier days of a stake are for viewers who could see both companies then. For rows from before, the keys of now count as
-- those of then.
alter table stake_history add column acls text[];

update stake_history h
set acls = array[a.acl::text, b.acl::text]
from stake s join prospect a on a.id = s.holder_id join prospect b on b.id = s.held_id
where s.id = h.stake_id;

alter table stake_history alter column acls set not null;
