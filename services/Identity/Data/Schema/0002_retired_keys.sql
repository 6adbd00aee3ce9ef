-- A key that no longer signs stays published, so that receipts which it signed can be verified; its private part is wiped.
alter table signing_keys add column retired_at timestamptz;
