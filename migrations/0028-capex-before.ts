import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What capex was stated at before it was stated anew, so that figures as known at an instant of the past are those. */
export class CapexBefore0028 implements MigrationInterface {
  name = 'CapexBefore1795219200028'

  async up(db: QueryRunner): Promise<void> {
    await db.query(capexSql)
  }

  async down(): Promise<void> {
    throw new Error('What was stated before is not forgotten: restore a backup instead.')
  }
}

/** Kept by the database, whoever writes. Of what was replaced before there was this table, only the trail knows. */
const capexSql = `
create table capex_before (
  deal_id uuid not null references deal,
  ordinal int not null,
  low numeric(20,2),
  high numeric(20,2),
  currency text check (currency ~ '^[A-Z]{3}$'),
  replaced_at timestamptz(3) not null,
  access int[] not null default '{}',
  primary key (deal_id, ordinal)
);
create index on capex_before (replaced_at);
call protect('capex_before', 'access &&& (select viewer_tokens())', '');
call follow_deal('capex_before', 'seen');

create function capex_keeps_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into capex_before (deal_id, ordinal, low, high, currency, replaced_at)
  select old.id, coalesce(max(b.ordinal), 0) + 1, old.capex_low, old.capex_high, old.capex_currency,
         case when new.updated_at > old.updated_at then new.updated_at else now() end
    from capex_before b where b.deal_id = old.id;
  return null;
end $$;
create trigger capex_keeps_history after update of capex_low, capex_high, capex_currency on deal for each row
  when ((old.capex_low, old.capex_high, old.capex_currency) is distinct from (new.capex_low, new.capex_high, new.capex_currency))
  execute function capex_keeps_history();

-- of the deals whose capex has been stated anew since: what was known of it, null where nothing was
create function capex_known(known timestamptz) returns table (deal_id uuid, low numeric, high numeric, currency text)
language sql stable as $$
  select distinct on (b.deal_id) b.deal_id, b.low, b.high, b.currency
    from capex_before b where b.replaced_at > capex_known.known order by b.deal_id, b.ordinal
$$;
call close_routines();
`
