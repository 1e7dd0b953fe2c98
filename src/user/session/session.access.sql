call enable_rls('session');
