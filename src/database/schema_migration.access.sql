-- Only the owner sees and adds the migrations that have run.
comment on table schema_migration is 'Migrations that have run on this database (src/database/migrate.ts).';
comment on column schema_migration.name is 'File name in migrations/ without its ending.';

call enable_rls('schema_migration');
