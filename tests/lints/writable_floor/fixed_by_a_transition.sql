revoke insert on people.scratch from app_transition;
