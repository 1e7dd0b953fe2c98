create or replace function record_changes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into change (changed_in, entity, subject_id, at, by_id, masked, acls)
  select
    pg_current_xact_id(), e.subject_type, e.subject_id, e.at, e.user_id, m.masked,
    case when m.masked then array[d.masked_acl::text] else e.acls end
  from new_entries e
  left join deal d on e.subject_type = 'Deal' and d.id = e.subject_id
  cross join lateral (
    select d.id is not null and shows_when_masked(e.verb, e.before, e.after) as masked
  ) m
  where e.subject_type in (
      'Deal', 'Location', 'Meeting', 'Agreement', 'Claim', 'Task', 'Prospect', 'Stake', 'Contact',
      'Employment', 'Site'
    )
    and e.subject_id is not null
    and e.acls is not null
    -- These read, or do not change what another user sees.
    and e.verb not in ('refused', 'export', 'exportContact', 'followDeal', 'unfollowDeal');
  if found
    or exists (
      select 1
      from new_entries e
      where e.subject_type in ('User', 'Session', 'ApiKey')
        and e.verb not in ('signIn', 'failSignIn', 'renewSession', 'confirmIdentity')
    )
  then
    -- Once a transaction, whatever it wrote, and without content.
    perform pg_notify('ancrage_change', '');
  end if;
  return null;
end $$;

comment on function record_changes() is
  'Notes the changed rows of new audit entries for listeners, and wakes the processes that listen, at commit. Changes of sessions, keys and users wake them too, so that the streams of ended sessions close. Security definer: the service cannot add changes.';

create trigger record_changes
  after insert on audit_entry referencing new table as new_entries for each statement
  execute function record_changes();
