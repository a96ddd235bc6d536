-- Deals can be written row by row now: who wrote what is noted.

create trigger audit after insert or update or delete on opportunity for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
