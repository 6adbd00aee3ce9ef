-- What a notification is about, for clients that say it in their person's language; null in older rows and where it does not apply.
alter table notifications add column file_name text, add column changes int, add column format text;
