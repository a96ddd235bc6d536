-- CreateTable
CREATE TABLE "goal" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "metric" TEXT NOT NULL DEFAULT 'revenue',
    "filter" TEXT,
    "target" DECIMAL(18,4) NOT NULL,
    "quota" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "rep_id" INTEGER,
    "team_id" INTEGER,
    "parent_id" INTEGER,
    "reward" DECIMAL(18,4),
    "created_on" DATE NOT NULL,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "goal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "goal_external_id_key" ON "goal"("external_id");

-- CreateIndex
CREATE INDEX "goal_rep_id_idx" ON "goal"("rep_id");

-- CreateIndex
CREATE INDEX "goal_team_id_idx" ON "goal"("team_id");

-- CreateIndex
CREATE INDEX "goal_parent_id_idx" ON "goal"("parent_id");

-- CreateIndex
CREATE INDEX "goal_changed_idx" ON "goal"("changed");

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "goal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

alter table goal
  add constraint goal_target check (target > 0 and target <> 'NaN'),
  add constraint goal_reward check (reward >= 0 and reward <> 'NaN'),
  add constraint goal_days check (ends_on >= starts_on),
  add constraint goal_not_its_own_parent check (parent_id <> id);

-- The part of each revenue goal that counts as quota, so that nothing counts twice: a goal counts for what the goals
-- inside of it leave, which are those of whom it is made up (a team's reps and sub-teams) within its days, shorter ones of
-- the same owner, and those that name it as their parent. The smallest are counted first: reps before teams, teams from
-- the lowest to the highest, the company last; of one owner the shortest first. See docs/decisions/0018-quotas.md.

create function count_quotas() returns void language plpgsql as $$
declare
  level record;
begin
  update public.goal set quota = 0 where quota <> 0 and (metric <> 'revenue' or filter is not null);
  for level in
    with recursive depth (id, steps) as (
      select id, 0 from public.team where parent_id is null
      union all
      select t.id, d.steps + 1 from depth d join public.team t on t.parent_id = d.id
    )
    select case when g.rep_id is not null then 'rep' when g.team_id is not null then 'team' else 'company' end as owner,
      g.ends_on - g.starts_on as days, array_agg(distinct g.team_id) as teams
    from public.goal g left join depth d on d.id = g.team_id and g.rep_id is null
    where g.metric = 'revenue' and g.filter is null
    group by 1, d.steps, 2
    order by min(case when g.rep_id is not null then 0 when g.team_id is not null then 1 else 2 end), d.steps desc nulls last, 2
  loop
    case level.owner
    when 'rep' then
      update public.goal g set quota = c.quota from (
        select g.id, greatest(0, g.target - coalesce(sum(h.quota), 0)) as quota
        from public.goal g left join public.goal h on h.rep_id = g.rep_id and h.ends_on - h.starts_on < level.days
          and (h.starts_on >= g.starts_on and h.ends_on <= g.ends_on or h.parent_id = g.id)
        where g.rep_id is not null and g.ends_on - g.starts_on = level.days and g.metric = 'revenue' and g.filter is null
        group by g.id
      ) c where c.id = g.id and c.quota <> g.quota;
    when 'team' then
      with recursive below (top, id) as (
        select team, team from unnest(level.teams) as of_level (team)
        union
        select b.top, t.id from below b join public.team t on t.parent_id = b.id
      ),
      whole as (
        select g.id, g.target, g.team_id, g.starts_on, g.ends_on from public.goal g
        where g.rep_id is null and g.team_id = any (level.teams) and g.ends_on - g.starts_on = level.days
          and g.metric = 'revenue' and g.filter is null
      ),
      part as (
        select w.id, h.id as part, h.quota from whole w join below b on b.top = w.team_id
        join public.goal h on h.team_id = b.id and h.starts_on >= w.starts_on and h.ends_on <= w.ends_on
        where h.rep_id is not null or h.team_id <> w.team_id or h.ends_on - h.starts_on < level.days
        union
        select w.id, h.id, h.quota from whole w join public.goal h on h.parent_id = w.id
        where h.rep_id is not null or (w.team_id, h.team_id) in (select top, id from below where id <> top)
      )
      update public.goal g set quota = c.quota from (
        select w.id, greatest(0, w.target - coalesce(sum(p.quota), 0)) as quota
        from whole w left join part p on p.id = w.id group by w.id, w.target
      ) c where c.id = g.id and c.quota <> g.quota;
    else
      update public.goal g set quota = c.quota from (
        select g.id, greatest(0, g.target - coalesce(sum(h.quota), 0)) as quota
        from public.goal g left join public.goal h on
          case when h.rep_id is null and h.team_id is null then h.ends_on - h.starts_on < level.days else true end
          and (h.starts_on >= g.starts_on and h.ends_on <= g.ends_on or h.parent_id = g.id and (h.rep_id is not null or h.team_id is not null))
        where g.rep_id is null and g.team_id is null and g.ends_on - g.starts_on = level.days
          and g.metric = 'revenue' and g.filter is null
        group by g.id
      ) c where c.id = g.id and c.quota <> g.quota;
    end case;
  end loop;
end $$;

-- Bulk writers that count at their end say `set local salesglass.bulk = 'on'`.

create function quotas_written() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) is distinct from 'on' then perform public.count_quotas(); end if;
  return null;
end $$;

create trigger quotas_inserted after insert on goal for each statement execute function quotas_written();
create trigger quotas_updated after update of metric, filter, target, starts_on, ends_on, rep_id, team_id, parent_id on goal for each statement execute function quotas_written();
create trigger quotas_deleted after delete on goal for each statement execute function quotas_written();
create trigger teams_moved after update of parent_id on team for each statement execute function quotas_written();

-- The marks and tombstones that the copy follows.

create trigger mark_changed before update on goal for each row execute function mark_changed();
create trigger bury_deleted after delete on goal referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_old_id after update of id on goal for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_all before truncate on goal for each statement execute function bury_all();

-- Who changed a goal is noted; what the database works out from it is not.

create or replace function audit() returns trigger language plpgsql as $$
declare
  kept text[] := case tg_table_name when 'goal' then array['changed', 'quota'] else array['changed'] end;
  was jsonb;
  becomes jsonb;
  which jsonb;
begin
  if tg_op <> 'INSERT' then was := to_jsonb(old) - kept; end if;
  if tg_op <> 'DELETE' then becomes := to_jsonb(new) - kept; end if;
  if was = becomes then return null; end if;
  which := coalesce(becomes, was);
  insert into public.audit_entry (actor, action, table_name, row_id, external_id, customer_id, before, after)
  values (
    coalesce(nullif(current_setting('salesglass.actor', true), ''), 'database role ' || session_user),
    case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'CHANGED' else 'DELETED' end::public.audit_action,
    tg_table_name,
    (which ->> 'id')::integer,
    which ->> 'external_id',
    (which ->> case tg_table_name when 'customer' then 'id' else 'customer_id' end)::integer,
    was,
    becomes
  );
  return null;
end $$;

create trigger audit after insert or update or delete on goal for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();

-- Columns, their order and types are those of core/src/warehouse.ts.

create view warehouse.goal as
select id, external_id, name, metric, filter, target, quota, starts_on, ends_on, rep_id, team_id, parent_id, reward, created_on
from public.goal;
