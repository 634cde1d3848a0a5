drop publication scratch;
