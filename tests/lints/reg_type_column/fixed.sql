alter table people.scratch alter column watched type text;
