-- Only the owner sees and adds the migrations that have run.
comment on table schema_migration is 'Migrations that have run on this database (src/database/migrate.ts).';
comment on column schema_migration.name is 'File name in migrations/ without its ending.';

call enable_rls('schema_migration');

grant select on schema_migration to ancrage_service;

-- A process that only serves compares it with its own files at the start.
create policy everyone on schema_migration for select to ancrage_service using (true);
