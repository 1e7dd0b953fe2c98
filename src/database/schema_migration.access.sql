call enable_rls('schema_migration');
