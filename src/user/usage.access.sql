call enable_rls('usage');
