call enable_rls('service_secret');
