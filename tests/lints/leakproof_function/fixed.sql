alter function people.scratch(text) not leakproof;
