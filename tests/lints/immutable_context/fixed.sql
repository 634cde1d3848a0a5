alter function people.scratch() stable;
