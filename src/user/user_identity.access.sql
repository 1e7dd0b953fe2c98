call enable_rls('user_identity');
