import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Exchange rates, and what statistics refuse. */
export class Statistics0016 implements MigrationInterface {
  name = 'Statistics1795219200016'

  async up(db: QueryRunner): Promise<void> {
    await db.query(rateSql)
    await db.query(refusalSql)
  }

  async down(): Promise<void> {
    throw new Error('Rates that sums were worked out with are not taken away: restore a backup instead.')
  }
}

/** Append-only: a corrected rate stands beside the one it corrects, and the later recorded counts. ADMIN loads them. */
const rateSql = `
create table rate_load (
  id uuid primary key,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  source text not null check (length(source) between 1 and 300),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added int not null check (added >= 0),
  unchanged int not null check (unchanged >= 0),
  corrected int not null check (corrected >= 0),
  first_day date not null,
  last_day date not null check (last_day >= first_day)
);
call protect('rate_load', '(select viewer_id()) is not null', 'insert');
drop policy viewer_adds on rate_load;
create policy viewer_adds on rate_load for insert to ancrage_service with check (by_id = (select viewer_id()) and (select viewer_is_admin()));

create table exchange_rate (
  id uuid primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$' and currency <> 'EUR'),
  day date not null,
  rate numeric not null check (rate > 0),
  recorded_at timestamptz(3) not null,
  load_id uuid not null references rate_load,
  unique (currency, day, recorded_at)
);
create index on exchange_rate (load_id);
call protect('exchange_rate', '(select viewer_id()) is not null', 'insert');
drop policy viewer_adds on exchange_rate;
create policy viewer_adds on exchange_rate for insert to ancrage_service with check ((select viewer_is_admin()));

create policy admin_sees_rates on audit_entry for select to ancrage_service
  using (subject_type = 'RateLoad' and (select viewer_is_admin()));
`

/** What is asked of many rows and cannot be answered, said with what it was about. */
const refusalSql = `
create function refuse(path text, code text, params jsonb) returns boolean language plpgsql stable as $$
begin
  raise exception '%', code using errcode = 'IN004', detail = jsonb_build_object('path', path, 'code', code, 'params', params)::text;
end $$;

create function within_cells(cells bigint, most int) returns boolean language plpgsql stable as $$
begin
  return cells <= most or refuse('groupBy', 'TOO_MANY_CELLS', jsonb_build_object('max', most, 'cells', cells));
end $$;

-- the currencies for which no rate was found
create function rates_there(missing text[], day date) returns boolean language plpgsql stable as $$
begin
  return missing is null or refuse('currency', 'NO_RATE', jsonb_build_object('currency', array_to_string(missing, ', '), 'day', day));
end $$;
`
