call enable_rls('context_signing_key');
