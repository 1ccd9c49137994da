-- Covers by consent. A column that is added since rows have digests has no default: as long as it is null no digest changes.

-- Why a cover of somebody's duties began without their yes; null: they agreed, or nobody was named.
alter table cover add column unasked text check (unasked = 'away' or unasked = 'ill' or unasked = 'unanswered');

-- A script signs in beside whoever sits at a screen of the same name, and signs nobody out.
drop index sign_in_open;
create unique index sign_in_open on sign_in (terminal, screen) where closed_at is null;

-- An arrangement that ended because one of the two left the office comes back with them.
alter table arrangement add column ended_with_leaver integer check (ended_with_leaver in (0, 1));
