create or replace function close_loss_on_reopening() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update loss_reason set reopened_at = new.recorded_at
   where deal_id = new.deal_id and reopened_at is null and replaced_at is null;
  update loss_destination set reopened_at = new.recorded_at
   where deal_id = new.deal_id and reopened_at is null and replaced_at is null;
  return null;
end $$;

comment on function close_loss_on_reopening() is
  'Marks the loss reasons and the destination of a deal as those of an earlier loss when the deal leaves LOST. Security definer: the service may not update them.';

create trigger close_loss_on_reopening
  after insert on transition for each row when (new.from_stage = 'LOST' and new.place is null)
  execute function close_loss_on_reopening();
