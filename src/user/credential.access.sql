call enable_rls('credential');
