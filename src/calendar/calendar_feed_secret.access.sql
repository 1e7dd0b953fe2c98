call enable_rls('calendar_feed_secret');
