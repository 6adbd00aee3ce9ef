alter table notes add column length int not null default 0;
update notes set length = char_length(text);
