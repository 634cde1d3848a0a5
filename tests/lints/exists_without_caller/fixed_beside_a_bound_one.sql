drop policy scratch on people.positions;
