call enable_rls('api_key_secret');
