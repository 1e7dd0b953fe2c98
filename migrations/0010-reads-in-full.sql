-- A masked read and a read in full in the same hour are two entries of the read log.
alter table deal_read drop constraint deal_read_deal_id_user_id_way_hour_key;
alter table deal_read
  add constraint deal_read_deal_id_user_id_way_hour_masked_key unique (deal_id, user_id, way, hour, masked);
